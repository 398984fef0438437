import { defineRule, FieldRef, objectAs, type RoleObject, rbacGroup, resourceTitle } from '../../kit.ts'

export default defineRule({
  id: 'rbac/create-by-name',
  summary: 'A role that lets objects be created by name only',
  severity: 'warning',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['correctness'],
  checks: [],
  peers: [],
  when: { kinds: ['Role', 'ClusterRole'] },
  messages: {
    create:
      'This rule of {title} does not allow to create {resources}: who creates an object does not name it in the request, and only {names} may be asked for.',
  },
  help: 'Move create to a rule without resourceNames.',
  object(resource, { report }) {
    if (resource.type.group !== rbacGroup || !resource.type.kind.endsWith('Role')) return
    const rules = objectAs<RoleObject>(resource).rules ?? []
    if (!rules.some(({ resourceNames }) => resourceNames !== undefined && resourceNames.length > 0)) return
    const freely = new Set(
      rules.flatMap(({ verbs = [], resources = [], resourceNames = [] }) =>
        resourceNames.length === 0 && (verbs.includes('create') || verbs.includes('*')) ? resources : []
      )
    )
    for (const [index, rule] of rules.entries()) {
      const { verbs = [], resources = [], resourceNames = [] } = rule
      const whole = resources.filter(name => !name.includes('/') && name !== '*' && !freely.has(name) && !freely.has('*'))
      // what is applied on the server's side is created under its name
      if (resourceNames.length === 0 || whole.length === 0 || !verbs.includes('create') || verbs.includes('patch')) continue
      report({
        at: new FieldRef(resource, ['rules', index, 'verbs', verbs.indexOf('create')]),
        message: 'create',
        data: { title: resourceTitle(resource), resources: whole.slice(0, 3).join(', '), names: resourceNames.slice(0, 3).join(', ') },
        related: [{ at: new FieldRef(resource, ['rules', index, 'resourceNames'], 'key'), message: 'names, which a creation lacks' }],
      })
    }
  },
})
