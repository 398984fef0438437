import { asWritten, defineRule } from '../../kit.ts'

export default defineRule({
  id: 'schema/differs-from-json-schema',
  summary: 'An object that is not as the JSON schema of its kind describes it',
  severity: 'error',
  claim: 'fails',
  stage: 'validate',
  since: '0.1.0',
  presets: ['correctness'],
  checks: ['crd-schema'],
  peers: [],
  when: { declarations: true },
  messages: {
    unknown: '{kind} has no field {field} by its JSON schema.',
    missing: '{kind} lacks {field}, which its JSON schema requires.',
    wrong: '{field} of {kind} {words} by its JSON schema.',
  },
  help: 'Write what the schema describes.',
  component: { name: 'kube-apiserver', sentence: '{field}: {words}' },
  fixable: 'unsafe',
  document({ declarations }, context) {
    for (const { document, root, kind = '', described = [] } of declarations)
      for (const { path, code, target, words, near } of described) {
        const place = { document, path: [...root, ...path], target }
        context.report({
          at: place,
          message: code,
          data: { kind, field: path.length === 0 ? 'the object' : path.join('.'), words },
          ...(near !== undefined && {
            help: `Write ${near}.`,
            fixes: [{ title: `Write ${near}`, safe: false, edits: [{ at: place, text: asWritten(near, document) }] }],
          }),
        })
      }
  },
})
