import { podStandardsRule } from '../../kit.ts'

export default podStandardsRule({
  id: 'security/windows-host-process',
  summary: 'A Windows container that is a process of its host',
  check: 'windowsHostProcess',
  level: 'baseline',
  checks: ['pss-host-process'],
  peers: [
    { tool: 'polaris', check: 'hostProcess', same: true },
    { tool: 'kubescape', check: 'C-0202', same: true },
    { tool: 'trivy', check: 'KSV-0103', same: true },
    { tool: 'datree', check: 'EKS_INVALID_HOSTPROCESS_VALUE', same: true },
  ],
  message: '{subject} runs as a process of the Windows host, with its network, its file system and its accounts.',
  help: 'Remove hostProcess, and run the program in an ordinary container.',
  instead: 'false',
})
