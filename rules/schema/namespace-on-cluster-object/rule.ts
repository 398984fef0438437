import { defineRule, FieldRef, resourceTitle } from '../../kit.ts'

export default defineRule({
  id: 'schema/namespace-on-cluster-object',
  summary: 'A namespace on an object that has none',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['strict'],
  checks: ['namespace-scope'],
  peers: [],
  when: { objects: true },
  messages: {
    ignored: '{title} belongs to the whole cluster: its namespace {namespace} is ignored.',
  },
  help: 'Remove metadata.namespace.',
  object(resource, context) {
    const namespace = resource.written.metadata?.namespace
    if (resource.type.namespaced || !namespace) return
    const at = new FieldRef(resource, ['metadata', 'namespace'])
    context.report({ at, message: 'ignored', data: { title: resourceTitle(resource), namespace } })
  },
})
