import { podStandardsRule } from '../../kit.ts'

export default podStandardsRule({
  id: 'security/unsafe-sysctl',
  summary: 'A sysctl that reaches beyond the pod',
  check: 'sysctls',
  level: 'baseline',
  unlessNodesDecide: true,
  checks: ['pss-sysctls'],
  peers: [
    { tool: 'kube-linter', check: 'unsafe-sysctls', same: false, difference: 'A list of its own.' },
    { tool: 'trivy', check: 'KSV-0026', same: true },
  ],
  message:
    '{subject} sets the sysctl {value}, which is not in the safe set: kubelets refuse the pod with SysctlForbidden unless they were told to allow it.',
  help: 'Remove it, or have the node set it; where pods must, allow it on the kubelets (allowedUnsafeSysctls) of nodes set apart by a taint.',
})
