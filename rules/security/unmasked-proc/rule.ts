import { podStandardsRule } from '../../kit.ts'

export default podStandardsRule({
  id: 'security/unmasked-proc',
  summary: 'A container that sees the whole of /proc',
  check: 'procMount',
  level: 'baseline',
  checks: ['pss-proc-mount'],
  peers: [
    { tool: 'kube-linter', check: 'unsafe-proc-mount', same: true },
    { tool: 'polaris', check: 'procMount', same: true },
    { tool: 'trivy', check: 'KSV-0027', same: true },
  ],
  message: '{subject} mounts /proc without the masks of the runtime: kernel settings and secrets of the host are in reach.',
  help: 'Remove procMount; for containers within containers, set hostUsers: false as well.',
  instead: 'Default',
})
