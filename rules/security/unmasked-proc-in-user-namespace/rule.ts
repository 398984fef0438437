import { podStandardsRule } from '../../kit.ts'

export default podStandardsRule({
  id: 'security/unmasked-proc-in-user-namespace',
  summary: 'A container that sees the whole of /proc, in a user namespace',
  check: 'procMount_restricted',
  level: 'restricted',
  checks: ['pss-proc-mount-restricted'],
  peers: [],
  message:
    '{subject} mounts /proc without the masks of the runtime: the restricted standard does not allow that even with hostUsers: false.',
  help: 'Remove procMount, or keep such pods in a namespace that enforces baseline.',
  instead: 'Default',
})
