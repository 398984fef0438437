import { boundRoles, defineRule, resourceTitle } from '../../kit.ts'

/** Who hides behind a name. */
const everybody: ReadonlyMap<string, string> = new Map([
  ['system:anonymous', 'everybody who reaches the API server, without a password'],
  ['system:unauthenticated', 'everybody who reaches the API server, without a password'],
  ['system:authenticated', 'everybody who is logged in, each pod of the cluster among them'],
  ['system:serviceaccounts', 'each pod of the cluster'],
  ['system:masters', 'those who may do everything anyway, and whom no role can hold back'],
])

export default defineRule({
  id: 'rbac/bound-to-everybody',
  summary: 'A binding for everybody, or for those whom no binding can hold back',
  severity: 'warning',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['recommended', 'rbac'],
  checks: ['rbac-anonymous'],
  peers: [
    { tool: 'kubescape', check: 'C-0262', same: false, difference: 'Anonymous users only.' },
    { tool: 'trivy', check: 'KSV-0122', same: true },
    { tool: 'trivy', check: 'KSV-0123', same: false, difference: 'The group system:masters alone.' },
    { tool: 'trivy', check: 'KSV-01011', same: false, difference: "On one provider's clusters only." },
    { tool: 'datree', check: 'CIS_INVALID_VALUE_SYSTEM_MASTERS', same: true },
  ],
  when: { kinds: ['RoleBinding', 'ClusterRoleBinding'] },
  messages: { everybody: '{title} grants {role} to {name}: {who}.' },
  help: 'Name the users, groups or ServiceAccounts that need it.',
  cluster({ report, simulate }) {
    for (const { binding, roleRef, subjects } of simulate(boundRoles).all) {
      if (binding.role !== 'input') continue
      for (const { subject, at } of subjects) {
        const { kind, name = '' } = subject
        const who = kind === 'User' || kind === 'Group' ? everybody.get(name) : undefined
        if (who === undefined) continue
        const data = { title: resourceTitle(binding), role: `${roleRef.kind ?? ''} ${roleRef.name ?? ''}`, name, who }
        report({ at: at.child('name'), message: 'everybody', data })
      }
    }
  },
})
