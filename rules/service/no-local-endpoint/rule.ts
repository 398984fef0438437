import { defineRule, FieldRef, selectedTemplates, valueAt } from '../../kit.ts'

export default defineRule({
  id: 'service/no-local-endpoint',
  summary: 'A Service that answers only on nodes that run its pods',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['recommended'],
  checks: ['traffic-policy-local'],
  peers: [],
  when: { kinds: ['Service'] },
  messages: {
    external:
      'Service {name} answers only on nodes that run one of its pods: of {nodes} nodes at least {without} drop what is sent to them.',
    internal: 'Service {name} answers clients only from their own node: on a node without one of its pods they get no answer.',
  },
  help: 'Run its pods on every node, or set the traffic policy to Cluster.',
  object(resource, context) {
    if (resource.type.kind !== 'Service') return
    const templates = context.simulate(selectedTemplates)(resource)
    if (templates.length === 0 || templates.some(({ owner }) => owner.type.kind === 'DaemonSet')) return
    const pods = templates.reduce((sum, { replicas = 1 }) => sum + replicas, 0)
    const nodes = context.cluster.ofKind('', 'Node').length
    const name = resource.name ?? ''
    if (valueAt(resource.object, ['spec', 'externalTrafficPolicy']) === 'Local' && nodes > pods)
      context.report({
        at: new FieldRef(resource, ['spec', 'externalTrafficPolicy']),
        message: 'external',
        data: { name, nodes, without: nodes - pods },
      })
    if (valueAt(resource.object, ['spec', 'internalTrafficPolicy']) === 'Local' && (nodes === 0 || nodes > pods))
      context.report({ at: new FieldRef(resource, ['spec', 'internalTrafficPolicy']), message: 'internal', data: { name } })
  },
})
