import {
  apiResources,
  asWritten,
  defineRule,
  FieldRef,
  objectAs,
  type RoleObject,
  rbacGroup,
  resourceTitle,
  ruleMistakes,
} from '../../kit.ts'

export default defineRule({
  id: 'rbac/unknown-verb',
  summary: 'A role for a verb that no request has',
  severity: 'warning',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['correctness'],
  checks: [],
  peers: [],
  when: { kinds: ['Role', 'ClusterRole'] },
  messages: { verb: 'No request has the verb {word}: this rule of {title} does not grant what it seems to.' },
  help: 'Write {suggestion}.',
  fixable: 'unsafe',
  object(resource, { report, simulate }) {
    if (resource.type.group !== rbacGroup || !resource.type.kind.endsWith('Role')) return
    const api = simulate(apiResources)
    for (const [index, rule] of (objectAs<RoleObject>(resource).rules ?? []).entries())
      for (const { code, path, word, suggestion = '' } of ruleMistakes(rule, api)) {
        if (code !== 'verb') continue
        const at = new FieldRef(resource, ['rules', index, ...path])
        report({
          at,
          message: 'verb',
          data: { word, title: resourceTitle(resource), suggestion },
          fixes: [{ title: `Write ${suggestion}`, safe: false, edits: [{ at, text: asWritten(suggestion, resource.document) }] }],
        })
      }
  },
})
