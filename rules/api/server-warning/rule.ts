import { defineRule, FieldRef, resourceTitle, warningTopic } from '../../kit.ts'

export default defineRule({
  id: 'api/server-warning',
  summary: 'An object that the API server takes with a warning',
  severity: 'warning',
  claim: 'risks',
  stage: 'warn',
  since: '0.1.0',
  presets: ['recommended'],
  checks: ['api-warning'],
  peers: [],
  when: { server: true },
  messages: { warned: 'The API server takes {title} with a warning: {words}.' },
  help: 'Change the field that is marked before the server stops taking it.',
  component: { name: 'kube-apiserver', reason: 'Warning', sentence: '{sentence}' },
  object(resource, context) {
    for (const warning of context.request(resource)?.verdict.warnings ?? []) {
      if (warningTopic(warning) !== 'other') continue
      const { message: sentence, path } = warning
      const words = sentence.replace(/\.$/, '')
      context.report({ at: new FieldRef(resource, path), message: 'warned', data: { title: resourceTitle(resource), words, sentence } })
    }
  },
})
