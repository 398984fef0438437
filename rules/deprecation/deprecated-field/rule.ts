import { defineRule, deprecatedFields, FieldRef, resourceTitle, warningTopic } from '../../kit.ts'

export default defineRule({
  id: 'deprecation/deprecated-field',
  summary: 'A field, an annotation or a label that Kubernetes has deprecated',
  severity: 'warning',
  claim: 'risks',
  stage: 'warn',
  since: '0.1.0',
  presets: ['recommended'],
  checks: ['field-deprecated'],
  peers: [
    { tool: 'kubescape', check: 'C-0294', same: false, difference: 'Knows spec.serviceAccount only.' },
    { tool: 'kube-linter', check: 'deprecated-service-account-field', same: false, difference: 'Knows spec.serviceAccount only.' },
  ],
  when: { server: true, pods: true, kinds: ['Service'] },
  messages: {
    warned: '{title} has something that is deprecated: {words}.',
    silent: '{title} has {field}, which is deprecated: {instead}.',
  },
  help: 'Write what takes its place.',
  component: { name: 'kube-apiserver', reason: 'Warning', sentence: '{sentence}' },
  object(resource, context) {
    const title = resourceTitle(resource)
    for (const warning of context.request(resource)?.verdict.warnings ?? []) {
      if (warningTopic(warning) !== 'field') continue
      const { message: sentence, path } = warning
      const replacement = /use (?:the )?["']?([\w./-]+)["']?(?: field)?(?: instead)?$/.exec(sentence)?.[1]
      const help = replacement === undefined ? 'Remove it.' : `Write ${replacement} instead.`
      const data = { title, words: sentence.replace(/\.$/, ''), sentence }
      context.report({ at: new FieldRef(resource, path), message: 'warned', data, help })
    }
    for (const { path, field, instead, help, severity } of deprecatedFields(resource)) {
      const component = { name: 'Kubernetes API', sentence: `${field} is deprecated` }
      const at = new FieldRef(resource, path)
      context.report({ at, message: 'silent', data: { title, field, instead, sentence: component.sentence }, help, component, severity })
    }
  },
})
