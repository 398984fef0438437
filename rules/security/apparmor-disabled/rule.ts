import { podStandardsRule } from '../../kit.ts'

export default podStandardsRule({
  id: 'security/apparmor-disabled',
  summary: 'A pod that switches AppArmor off',
  check: 'appArmorProfile',
  level: 'baseline',
  checks: ['pss-apparmor'],
  peers: [{ tool: 'trivy', check: 'KSV-0002', same: false, difference: 'Also reports a profile that is not set.' }],
  message: '{subject} switches AppArmor off: on nodes that have it, nothing confines its access to files and mounts.',
  help: 'Write RuntimeDefault, or Localhost with a profile that is loaded on the nodes.',
  instead: 'RuntimeDefault',
})
