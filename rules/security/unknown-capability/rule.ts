import { defineRule, nearestName } from '../../kit.ts'

/** Those of include/uapi/linux/capability.h. */
const capabilities: ReadonlySet<string> = new Set(
  `AUDIT_CONTROL AUDIT_READ AUDIT_WRITE BLOCK_SUSPEND BPF CHECKPOINT_RESTORE CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID IPC_LOCK
  IPC_OWNER KILL LEASE LINUX_IMMUTABLE MAC_ADMIN MAC_OVERRIDE MKNOD NET_ADMIN NET_BIND_SERVICE NET_BROADCAST NET_RAW PERFMON SETFCAP
  SETGID SETPCAP SETUID SYS_ADMIN SYS_BOOT SYS_CHROOT SYS_MODULE SYS_NICE SYS_PACCT SYS_PTRACE SYS_RAWIO SYS_RESOURCE SYS_TIME
  SYS_TTY_CONFIG SYSLOG WAKE_ALARM`.split(/\s+/)
)

export default defineRule({
  id: 'security/unknown-capability',
  summary: 'A capability by a name that the runtime does not know',
  severity: 'warning',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['correctness'],
  checks: ['unknown-capability'],
  peers: [],
  when: { fields: ['capabilities'] },
  messages: {
    unknown:
      '{written} is no capability that container runtimes know: container {container} does not start, or starts without what was meant.',
  },
  help: 'Write {near}.',
  fixable: 'unsafe',
  container(container, at, _template, context) {
    for (const list of ['add', 'drop'] as const)
      for (const [index, written] of (container.securityContext?.capabilities?.[list] ?? []).entries()) {
        // runtimes know the names in any letter case
        const name = written.toUpperCase()
        if (name === 'ALL' || capabilities.has(name)) continue
        const bare = name.replace(/^CAP_/, '')
        const near = bare === 'ALL' || capabilities.has(bare) ? bare : nearestName(bare, capabilities)
        const place = at.child('securityContext', 'capabilities', list, index)
        context.report({
          at: place,
          message: 'unknown',
          data: { written, container: container.name ?? '(without a name)', near: near ?? '' },
          ...(near === undefined
            ? { help: 'Write the name as capabilities(7) has it, without CAP_: NET_ADMIN, SYS_TIME.' }
            : { fixes: [{ title: `Write ${near}`, safe: false, edits: [{ at: place, text: near }] }] }),
        })
      }
  },
})
