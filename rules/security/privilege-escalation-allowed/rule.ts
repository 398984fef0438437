import { podStandardsRule } from '../../kit.ts'

export default podStandardsRule({
  id: 'security/privilege-escalation-allowed',
  summary: 'A container whose processes may gain privileges',
  check: 'allowPrivilegeEscalation',
  level: 'restricted',
  checks: ['pss-privilege-escalation'],
  peers: [
    { tool: 'kubescape', check: 'C-0197', same: true },
    { tool: 'kubescape', check: 'C-0217', same: false, difference: 'PodSecurityPolicies, which Kubernetes no longer has.' },
    {
      tool: 'kube-linter',
      check: 'privilege-escalation-container',
      same: false,
      difference: 'Only where it is set to true, or the container is privileged.',
    },
    { tool: 'polaris', check: 'privilegeEscalationAllowed', same: true },
    { tool: 'checkov', check: 'CKV_K8S_20', same: true },
    { tool: 'kubescape', check: 'C-0016', same: true },
    { tool: 'trivy', check: 'KSV-0001', same: true },
    { tool: 'datree', check: 'CONTAINERS_MISSING_KEY_ALLOWPRIVILEGEESCALATION', same: true },
  ],
  message: '{subject} may gain privileges that it was not started with: a setuid program in the image is enough.',
  help: 'Set allowPrivilegeEscalation: false.',
  instead: 'false',
})
