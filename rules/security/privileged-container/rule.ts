import { podStandardsRule } from '../../kit.ts'

export default podStandardsRule({
  id: 'security/privileged-container',
  summary: 'A container that runs privileged',
  check: 'privileged',
  level: 'baseline',
  checks: ['pss-privileged'],
  peers: [
    { tool: 'kubescape', check: 'C-0193', same: true },
    { tool: 'kube-linter', check: 'privileged-container', same: true },
    { tool: 'kube-score', check: 'container-security-context-privileged', same: true },
    { tool: 'polaris', check: 'runAsPrivileged', same: true },
    { tool: 'checkov', check: 'CKV_K8S_16', same: true },
    { tool: 'kubescape', check: 'C-0057', same: false, difference: 'Also reports a few capabilities that amount to the same.' },
    { tool: 'trivy', check: 'KSV-0017', same: true },
    { tool: 'datree', check: 'CONTAINERS_INCORRECT_PRIVILEGED_VALUE_TRUE', same: true },
  ],
  message:
    '{subject} runs privileged: it holds every capability and sees every device of its node, and whoever breaks into it owns the node.',
  help: 'Remove privileged, and add only the capability, device or mount that the program needs.',
  instead: 'false',
})
