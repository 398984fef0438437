import { defineRule, FieldRef, resourceTitle } from '../../kit.ts'

/** What to do about the refusals of single plugins. */
const helps: ReadonlyMap<string, string> = new Map([
  ['Priority', 'Name a PriorityClass that exists, or add it to the input.'],
  ['NamespaceLifecycle', 'Add the Namespace to the input, before this object.'],
])

export default defineRule({
  id: 'api/refused-by-admission',
  summary: 'An object that an admission plugin of the API server refuses',
  severity: 'error',
  claim: 'fails',
  stage: 'admit',
  since: '0.1.0',
  presets: ['correctness'],
  checks: [],
  peers: [],
  when: { server: true },
  messages: {
    plugin: 'Admission plugin {plugin} refuses {title}: {words}.',
    server: 'The API server refuses {title}: {words}.',
  },
  help: 'Change the field that is marked, or what it is checked against.',
  component: { name: 'kube-apiserver', sentence: '{sentence}' },
  object(resource, context) {
    for (const objection of context.request(resource)?.verdict.objections ?? []) {
      if (objection.stage === 'decode' || objection.errors.length > 0) continue
      const { plugin, reason, message: sentence, at = [] } = objection
      const words = sentence.replace(/^.*? is forbidden: /s, '').replace(/\.$/, '')
      context.report({
        at: new FieldRef(resource, at),
        message: plugin === undefined ? 'server' : 'plugin',
        data: { title: resourceTitle(resource), plugin: plugin ?? '', words },
        component: { reason, sentence },
        ...(plugin !== undefined && helps.has(plugin) ? { help: helps.get(plugin)! } : {}),
      })
    }
  },
})
