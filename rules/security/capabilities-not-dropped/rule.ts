import { podStandardsRule } from '../../kit.ts'

export default podStandardsRule({
  id: 'security/capabilities-not-dropped',
  summary: 'A container that keeps capabilities it has not asked for',
  check: 'capabilities_restricted',
  level: 'restricted',
  checks: ['pss-capabilities-restricted'],
  peers: [
    { tool: 'polaris', check: 'linuxHardening', same: false, difference: 'AppArmor, seccomp or SELinux satisfies it, too.' },
    { tool: 'trivy', check: 'KSV-0004', same: false, difference: 'Any dropped capability satisfies it.' },
    { tool: 'kubescape', check: 'C-0055', same: false, difference: 'AppArmor, seccomp or SELinux satisfies it, too.' },
    { tool: 'kubescape', check: 'C-0201', same: false, difference: 'Also wants nothing added.' },
    { tool: 'kubescape', check: 'C-0220', same: false, difference: 'Also wants nothing added.' },
    { tool: 'checkov', check: 'CKV_K8S_37', same: true },
    { tool: 'trivy', check: 'KSV-0106', same: false, difference: 'ALL in any letter case; reports what is added beside it, too.' },
    { tool: 'trivy', check: 'KSV-0003', same: false, difference: 'Looks at drop alone.' },
  ],
  message: '{subject} keeps capabilities: the restricted standard drops ALL and lets only NET_BIND_SERVICE be added.',
  help: 'Write capabilities: {drop: [ALL]}, and add NET_BIND_SERVICE where the program binds a port below 1024.',
})
