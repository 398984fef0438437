import {
  apiResources,
  asWritten,
  defineRule,
  FieldRef,
  objectAs,
  type RoleObject,
  type RuleMistake,
  rbacGroup,
  resourceTitle,
  ruleMistakes,
} from '../../kit.ts'

export default defineRule({
  id: 'rbac/unknown-resource',
  summary: 'A role for a resource or API group that does not exist',
  severity: 'warning',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['correctness', 'rbac'],
  checks: [],
  peers: [],
  when: { kinds: ['Role', 'ClusterRole'] },
  messages: {
    group: 'No API group is called {word}: this rule of {title} grants nothing in it.',
    elsewhere: '{word} is a resource of {suggestion}, not of {groups}: this rule of {title} grants nothing on it.',
    resource: '{word} is no resource of {groups}: this rule of {title} grants nothing on it.',
  },
  help: 'Name resources as `kubectl api-resources` does: in the plural and in lower case, beside their group without its version.',
  fixable: 'unsafe',
  object(resource, { report, simulate }) {
    if (resource.type.group !== rbacGroup || !resource.type.kind.endsWith('Role')) return
    const api = simulate(apiResources)
    for (const [index, rule] of (objectAs<RoleObject>(resource).rules ?? []).entries())
      for (const mistake of ruleMistakes(rule, api)) {
        const { code, path, word, suggestion } = mistake
        if (code === 'verb') continue
        const at = new FieldRef(resource, ['rules', index, ...path])
        const data = {
          word,
          title: resourceTitle(resource),
          groups: groupTitles(rule.apiGroups ?? []),
          suggestion: groupTitle(suggestion ?? ''),
        }
        const help = helpFor(mistake)
        const isReplacement = suggestion !== undefined && code !== 'elsewhere'
        report({
          at,
          message: code === 'group' || code === 'elsewhere' ? code : 'resource',
          data,
          presets: code === 'unknown' ? ['rbac'] : ['correctness'],
          ...(help !== undefined && { help }),
          ...(isReplacement && {
            fixes: [{ title: `Write ${shown(suggestion)}`, safe: false, edits: [{ at, text: asWritten(suggestion, resource.document) }] }],
          }),
        })
      }
  },
})

function helpFor({ code, suggestion }: RuleMistake): string | undefined {
  if (suggestion === undefined) return undefined
  return code === 'elsewhere' ? `Add ${shown(suggestion)} to apiGroups.` : `Write ${shown(suggestion)}.`
}

function shown(text: string): string {
  return text === '' ? '""' : text
}

function groupTitle(group: string): string {
  return group === '' ? 'the core group' : `group ${group}`
}

function groupTitles(groups: readonly string[]): string {
  return groups.includes('*') ? 'any group' : groups.map(groupTitle).join(' or ')
}
