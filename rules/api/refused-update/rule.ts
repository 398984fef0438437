import { defineRule, FieldRef, fieldErrorText, formatFieldPath, resourceTitle, splitServerWords, updateAdvice } from '../../kit.ts'

export default defineRule({
  id: 'api/refused-update',
  summary: 'A change of a field that the API server lets nobody change',
  severity: 'error',
  claim: 'fails',
  stage: 'validate',
  since: '0.1.0',
  presets: ['correctness'],
  checks: ['update-refused'],
  peers: [],
  when: { server: true },
  messages: { refused: 'The update of {title} is refused: {field} stays as it was when the object was created.' },
  help: 'Keep {field} as it is, or delete the object before it is applied again.',
  component: { name: 'kube-apiserver', sentence: '{sentence}' },
  object(resource, context) {
    const request = context.request(resource)
    if (request?.operation !== 'update') return
    for (const { stage, errors } of request.verdict.objections) {
      if (stage === 'decode') continue
      for (const error of errors) {
        const field = formatFieldPath(error.path)
        const advice = updateAdvice(resource, field, splitServerWords(error.message).detail)
        if (advice === undefined) continue
        context.report({
          at: new FieldRef(resource, error.path),
          message: 'refused',
          data: { title: resourceTitle(resource), field, sentence: fieldErrorText(error) },
          cause: { reason: error.reason, field: error.field, message: error.message },
          help: advice,
        })
      }
    }
  },
})
