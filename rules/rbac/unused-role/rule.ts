import { boundRoles, defineRule, FieldRef, matchesLabelSelector, objectAs, type RoleObject, rbacGroup, resourceTitle } from '../../kit.ts'

export default defineRule({
  id: 'rbac/unused-role',
  summary: 'A role that nothing of the input binds',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['strict'],
  checks: ['unused-object'],
  peers: [],
  when: { kinds: ['Role', 'ClusterRole'] },
  messages: { unused: 'No binding of the input names {title}: nobody may do what it says.' },
  help: 'Bind it, or remove it.',
  cluster({ cluster, report, simulate }) {
    const bound = new Set(
      simulate(boundRoles).all.map(({ roleRef, namespace }) => key(roleRef.kind, roleRef.kind === 'Role' ? namespace : null, roleRef.name))
    )
    const selectors = cluster
      .ofKind(rbacGroup, 'ClusterRole')
      .flatMap(role => objectAs<RoleObject>(role).aggregationRule?.clusterRoleSelectors ?? [])
    for (const kind of ['Role', 'ClusterRole'])
      for (const role of cluster.ofKind(rbacGroup, kind)) {
        const labels = role.object.metadata?.labels ?? {}
        const isPart =
          Object.keys(labels).some(label => label.startsWith(aggregateTo)) ||
          selectors.some(selector => matchesLabelSelector(selector, labels))
        if (role.role !== 'input' || role.name === null || isPart || bound.has(key(kind, role.namespace, role.name))) continue
        report({ at: new FieldRef(role, ['metadata', 'name']), message: 'unused', data: { title: resourceTitle(role) } })
      }
  },
})

const aggregateTo = 'rbac.authorization.k8s.io/aggregate-to-'

function key(kind: string | undefined, namespace: string | null, name: string | undefined): string {
  return JSON.stringify([kind, namespace, name])
}
