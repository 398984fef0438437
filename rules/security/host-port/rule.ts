import { podStandardsRule } from '../../kit.ts'

export default podStandardsRule({
  id: 'security/host-port',
  summary: 'A container that takes a port of its node',
  check: 'hostPorts',
  level: 'baseline',
  checks: ['pss-host-ports'],
  peers: [
    { tool: 'kubescape', check: 'C-0204', same: true },
    { tool: 'polaris', check: 'hostPortSet', same: true },
    { tool: 'checkov', check: 'CKV_K8S_26', same: true },
    { tool: 'kubescape', check: 'C-0044', same: true },
    { tool: 'trivy', check: 'KSV-0024', same: true },
    { tool: 'datree', check: 'CONTAINERS_INCORRECT_KEY_HOSTPORT', same: true },
  ],
  message:
    '{subject} takes port {value} of its node: only one such pod fits on each node, and NetworkPolicies of many network plugins do not see the traffic.',
  help: 'Remove hostPort, and put a Service of type NodePort or LoadBalancer in front.',
})
