import { allowsEverything, boundRoles, defineRule, FieldRef, resourceTitle, subjectList } from '../../kit.ts'

export default defineRule({
  id: 'rbac/bound-to-cluster-admin',
  summary: 'A binding to cluster-admin, or to a role that is as good',
  severity: 'warning',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['rbac'],
  checks: ['rbac-cluster-admin'],
  peers: [
    { tool: 'kube-linter', check: 'cluster-admin-role-binding', same: false, difference: 'Looks at the name of the role only.' },
    {
      tool: 'polaris',
      check: 'clusterrolebindingClusterAdmin',
      same: false,
      difference: 'Passes bindings whose name begins with system:, and takes all verbs for everything.',
    },
    {
      tool: 'polaris',
      check: 'rolebindingClusterAdminClusterRole',
      same: false,
      difference: 'Passes bindings whose name begins with system:, and takes all verbs for everything.',
    },
    {
      tool: 'polaris',
      check: 'rolebindingClusterAdminRole',
      same: false,
      difference: 'Passes bindings whose name begins with system:, and takes all verbs for everything.',
    },
    { tool: 'kubescape', check: 'C-0035', same: false, difference: 'Takes all of one API group for everything.' },
    { tool: 'kubescape', check: 'C-0272', same: false, difference: 'Reports the workload that has such an account.' },
    { tool: 'trivy', check: 'KSV-0046', same: false, difference: 'Reports the role, bound or not.' },
    { tool: 'trivy', check: 'KSV-0111', same: false, difference: 'Reports bindings to admin, too.' },
    { tool: 'trivy', check: 'KSV-0112', same: false, difference: 'Reports the role, bound or not.' },
    { tool: 'datree', check: 'CIS_INVALID_ROLE_CLUSTER_ADMIN', same: false, difference: 'Looks at the name of the role only.' },
  ],
  when: { kinds: ['RoleBinding', 'ClusterRoleBinding'] },
  messages: {
    cluster: '{title} lets {subjects} do everything in the cluster, by {role}.',
    namespace: '{title} lets {subjects} do everything in namespace {namespace}, by {role}.',
  },
  help: 'Bind a role that holds what is needed.',
  cluster({ report, simulate }) {
    for (const bound of simulate(boundRoles).all) {
      const { binding, namespace, roleRef, rules = [], subjects } = bound
      const granted = rules.find(({ rule }) => allowsEverything(rule))
      if (binding.role !== 'input' || granted === undefined || subjects.length === 0) continue
      report({
        at: new FieldRef(binding, ['roleRef', 'name']),
        message: namespace === null ? 'cluster' : 'namespace',
        data: {
          title: resourceTitle(binding),
          subjects: subjectList(bound),
          namespace: namespace ?? '',
          role: `${roleRef.kind} ${roleRef.name}`,
        },
        related: [
          ...subjects.slice(0, 2).map(({ at }) => ({ at, message: 'granted to' })),
          ...(granted.at === undefined ? [] : [{ at: granted.at, message: 'all verbs on all resources' }]),
        ],
      })
    }
  },
})
