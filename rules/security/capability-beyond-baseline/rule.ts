import { podStandardsRule } from '../../kit.ts'

export default podStandardsRule({
  id: 'security/capability-beyond-baseline',
  summary: 'A capability that container runtimes do not give by default',
  check: 'capabilities_baseline',
  level: 'baseline',
  checks: ['pss-capabilities-baseline'],
  peers: [
    { tool: 'kubescape', check: 'C-0200', same: false, difference: 'Any added capability.' },
    { tool: 'kubescape', check: 'C-0219', same: false, difference: 'Any added capability.' },
    { tool: 'datree', check: 'EKS_INVALID_CAPABILITIES_EKS', same: false, difference: 'A list of its own.' },
    { tool: 'polaris', check: 'dangerousCapabilities', same: false, difference: 'A list of a few capabilities.' },
    { tool: 'polaris', check: 'insecureCapabilities', same: false, difference: 'Another list.' },
    { tool: 'checkov', check: 'CKV_K8S_25', same: false, difference: 'Reports every added capability.' },
    { tool: 'kubescape', check: 'C-0046', same: false, difference: 'A list of its own.' },
    { tool: 'trivy', check: 'KSV-0022', same: false, difference: 'Reports every added capability.' },
    { tool: 'datree', check: 'CONTAINERS_INVALID_CAPABILITIES_VALUE', same: false, difference: 'A list of its own.' },
  ],
  message: '{subject} adds the capability {value}, which goes beyond what a container runtime gives by default.',
  help: 'Remove {value}; a program that only binds a low port needs NET_BIND_SERVICE, or a port above 1023.',
})
