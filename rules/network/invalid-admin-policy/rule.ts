import { adminPolicyGroup, adminPolicyMistakes, defineRule, fieldErrorText, splitServerWords, valueAt } from '../../kit.ts'

export default defineRule({
  id: 'network/invalid-admin-policy',
  summary: 'A policy of policy.networking.k8s.io that its definition makes the API server refuse',
  severity: 'error',
  claim: 'fails',
  stage: 'validate',
  since: '0.1.0',
  presets: ['correctness'],
  checks: [],
  peers: [],
  when: { declarations: true },
  messages: {
    required: '{kind} {name} lacks {field}.',
    wrong: '{kind} {name} has {value} as {field}: {detail}.',
  },
  help: 'Write what the definition of the kind asks for.',
  component: { name: 'kube-apiserver', reason: 'Invalid', sentence: '{sentence}' },
  document(view, context) {
    for (const { document, root, problem, apiVersion = '', kind = '', name } of view.declarations) {
      if (problem !== 'unknown-kind' || !apiVersion.startsWith(`${adminPolicyGroup}/`)) continue
      for (const error of adminPolicyMistakes(valueAt(document.value ?? document.partial, root))) {
        const { reason, field, message, path } = error
        const { type, value = '', detail } = splitServerWords(message)
        const isMissing = type === 'Required value'
        const words = detail.replace(`${field} in body `, 'it ').replace(/^\d+: /, '')
        const found = { kind, name: name ?? '', field, value: value === '"object"' ? 'what it has' : value, detail: words || message }
        context.report({
          at: { document, path: [...root, ...path] },
          message: isMissing ? 'required' : 'wrong',
          data: { ...found, sentence: fieldErrorText(error) },
          cause: { reason, field, message },
          ...(isMissing && { help: `Add ${field}.` }),
        })
      }
    }
  },
})
