import { boundRoles, defineRule, FieldRef, powersOf, resourceTitle, subjectList } from '../../kit.ts'

export default defineRule({
  id: 'rbac/leads-to-cluster-admin',
  summary: 'A binding whose holder can make themselves cluster-admin',
  severity: 'warning',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['rbac'],
  checks: ['rbac-escalate'],
  peers: [
    { tool: 'trivy', check: 'KSV-0051', same: false, difference: 'Names no path; any right on roleBindings with such roles.' },
    { tool: 'trivy', check: 'KSV-0052', same: false, difference: 'Names no path; any right on clusterrolebindings.' },
    { tool: 'trivy', check: 'KSV-0055', same: false, difference: 'Any right to change bindings.' },
    { tool: 'checkov', check: 'CKV2_K8S_1', same: false, difference: 'Bindings of service accounts and nodes only.' },
    { tool: 'checkov', check: 'CKV2_K8S_3', same: false, difference: 'The verb impersonate only.' },
    { tool: 'kubescape', check: 'C-0278', same: false, difference: 'The right to create volumes only.' },
    { tool: 'kubescape', check: 'C-0267', same: false, difference: 'Workloads, by the accounts that they use.' },
    { tool: 'checkov', check: 'CKV_K8S_155', same: false, difference: 'Reports the role, bound or not.' },
    { tool: 'checkov', check: 'CKV_K8S_156', same: false, difference: 'Reports the role, bound or not.' },
    { tool: 'checkov', check: 'CKV_K8S_157', same: false, difference: 'Reports the role, bound or not.' },
    { tool: 'checkov', check: 'CKV_K8S_158', same: false, difference: 'Reports the role, bound or not.' },
    { tool: 'kubescape', check: 'C-0065', same: false, difference: 'Impersonation only.' },
    { tool: 'kubescape', check: 'C-0191', same: false, difference: 'Bind, escalate and impersonate, within one namespace, too.' },
    { tool: 'kubescape', check: 'C-0279', same: false, difference: 'nodes/proxy only.' },
    { tool: 'kubescape', check: 'C-0280', same: false, difference: 'Approval of certificates only.' },
    { tool: 'kubescape', check: 'C-0281', same: false, difference: 'Webhooks only.' },
    { tool: 'kubescape', check: 'C-0282', same: false, difference: 'Tokens only.' },
    { tool: 'trivy', check: 'KSV-0043', same: false, difference: 'Reports the role, bound or not.' },
    { tool: 'trivy', check: 'KSV-0047', same: false, difference: 'Reports the role, bound or not.' },
    { tool: 'trivy', check: 'KSV-0050', same: false, difference: 'Reports the role, bound or not.' },
    { tool: 'trivy', check: 'KSV-0114', same: false, difference: 'Reports the role, bound or not.' },
    { tool: 'datree', check: 'CIS_INVALID_VALUE_BIND_IMPERSONATE_ESCALATE', same: false, difference: 'Reports the role, bound or not.' },
  ],
  when: { kinds: ['RoleBinding', 'ClusterRoleBinding'] },
  messages: { power: '{subjects} can become cluster-admin: by {title} they may {words}{more}.' },
  help: 'Grant it in the namespaces that need it by a RoleBinding, or for single objects by resourceNames.',
  cluster({ report, simulate }) {
    for (const bound of simulate(boundRoles).all) {
      const { binding, roleRef, subjects } = bound
      if (binding.role !== 'input' || subjects.length === 0) continue
      const powers = powersOf(bound)
      const [first, ...others] = powers
      if (first === undefined) continue
      report({
        at: new FieldRef(binding, ['roleRef', 'name']),
        message: 'power',
        data: {
          subjects: subjectList(bound),
          title: resourceTitle(binding),
          words: first.words,
          more: others.length === 0 ? '' : `, and more that leads there (${others.length})`,
        },
        label: `${roleRef.kind ?? 'role'} that grants it`,
        related: [
          { at: subjects[0]!.at, message: 'granted to' },
          ...powers
            .slice(0, 2)
            .flatMap(({ words, granted }) => (granted.at === undefined ? [] : [{ at: granted.at, message: `may ${words}` }])),
        ],
      })
    }
  },
})
