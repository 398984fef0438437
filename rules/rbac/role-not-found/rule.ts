import { boundRoles, defineRule, FieldRef, nearestName, resourceTitle, subjectList } from '../../kit.ts'

export default defineRule({
  id: 'rbac/role-not-found',
  summary: 'A binding to a role that is not there',
  severity: 'error',
  claim: 'fails',
  stage: 'set',
  since: '0.1.0',
  presets: ['correctness', 'recommended'],
  checks: ['ref-role'],
  peers: [],
  when: { kinds: ['RoleBinding', 'ClusterRoleBinding'] },
  messages: {
    missing: '{title} binds {role}, which is not there: {subjects} may do nothing by it.',
    open: '{title} binds {role}, which is not in the input: without it {subjects} may do nothing by it.',
  },
  help: 'Name a role that exists, or add {role} to the input.',
  component: { name: 'kube-apiserver', sentence: 'RBAC: {kind}.rbac.authorization.k8s.io "{name}" not found' },
  fixable: 'unsafe',
  cluster({ cluster, environment, report, simulate }) {
    const { all, namesOf } = simulate(boundRoles)
    for (const bound of all) {
      const { binding, roleRef, rules, namespace } = bound
      const { kind = '', name = '' } = roleRef
      if (rules !== undefined || binding.role !== 'input' || name === '' || (kind !== 'Role' && kind !== 'ClusterRole')) continue
      if (environment.isExternal?.(kind, kind === 'Role' ? namespace : null, name) === true) continue
      const near = nearestName(name, namesOf(kind, namespace))
      const other = kind === 'Role' ? 'ClusterRole' : 'Role'
      const isOther = namespace !== null && namesOf(other, namespace).includes(name)
      const elsewhere = kind === 'Role' ? cluster.ofKind(binding.type.group, 'Role').find(role => role.name === name) : undefined
      const where = kind === 'Role' && namespace !== null ? ` of namespace ${namespace}` : ''
      const data = {
        title: resourceTitle(binding),
        role: `${kind} ${name}${where}`,
        subjects: subjectList(bound) || 'nobody',
        kind: kind.toLowerCase(),
        name,
      }
      const at = new FieldRef(binding, ['roleRef', isOther ? 'kind' : 'name'])
      const written = isOther ? other : near
      const isClosed = environment.world === 'closed'
      report({
        at,
        message: isClosed ? 'missing' : 'open',
        data,
        ...(isClosed ? {} : { severity: 'warning', claim: 'risks' }),
        presets: isClosed || written !== undefined || elsewhere !== undefined ? ['correctness'] : ['recommended'],
        ...(elsewhere !== undefined && {
          related: [{ at: new FieldRef(elsewhere, ['metadata', 'name']), message: `it is in namespace ${elsewhere.namespace}` }],
        }),
        ...(written !== undefined && {
          help: `Write ${isOther ? 'kind' : 'name'}: ${written}.`,
          fixes: [{ title: `Write ${written}`, safe: false, edits: [{ at, text: written }] }],
        }),
      })
    }
  },
})
