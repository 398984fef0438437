import { podStandardsRule } from '../../kit.ts'

export default podStandardsRule({
  id: 'security/host-path-volume',
  summary: 'A volume that is a directory of the node',
  check: 'hostPathVolumes',
  level: 'baseline',
  checks: ['pss-host-path'],
  peers: [
    { tool: 'kubescape', check: 'C-0203', same: true },
    { tool: 'kube-linter', check: 'sensitive-host-mounts', same: false, difference: 'Only paths of a list.' },
    { tool: 'polaris', check: 'hostPathSet', same: true },
    { tool: 'kubescape', check: 'C-0048', same: true },
    { tool: 'trivy', check: 'KSV-0023', same: true },
    { tool: 'datree', check: 'CONTAINERS_INCORRECT_KEY_HOSTPATH', same: true },
  ],
  message:
    '{subject} is a directory of the node: what the pod writes stays there, what lies there it can read, and on the next node there is something else.',
  help: 'Use a PersistentVolumeClaim for data that must last, emptyDir for scratch space, and a ConfigMap or Secret for files to read.',
})
