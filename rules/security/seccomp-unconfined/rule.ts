import { podStandardsRule } from '../../kit.ts'

export default podStandardsRule({
  id: 'security/seccomp-unconfined',
  summary: 'A pod that switches the system call filter off',
  check: 'seccompProfile_baseline',
  level: 'baseline',
  checks: ['pss-seccomp-unconfined'],
  peers: [{ tool: 'trivy', check: 'KSV-0104', same: false, difference: 'Also reports a profile that is not set.' }],
  message: '{subject} switches seccomp off: it may make every system call, those of the last kernel exploits among them.',
  help: 'Write RuntimeDefault, or Localhost with a profile that allows the call the program needs.',
  instead: 'RuntimeDefault',
})
