import { defineRule } from '../../kit.ts'

const reasons: ReadonlyMap<string, string> = new Map([
  ['ALL', 'every capability at once, those that leave the container among them'],
  ['SYS_ADMIN', "it may mount the node's disks and change namespaces, which is root by another name"],
  ['SYS_MODULE', 'it may load code into the kernel of the node'],
  ['SYS_RAWIO', 'it may read and write the memory and the disks of the node'],
  ['SYS_PTRACE', 'it may read the memory of other processes, with hostPID those of the node'],
  ['SYS_BOOT', 'it may restart the node'],
  ['DAC_READ_SEARCH', 'it may open any file of the node by its handle'],
  ['BPF', 'it may load programs into the kernel of the node'],
  ['NET_ADMIN', 'it may change routes and firewall rules, with hostNetwork those of the node'],
  ['NET_RAW', 'it may forge packets in the name of other pods'],
])

export default defineRule({
  id: 'security/dangerous-capability',
  summary: 'A capability that is as good as root on the node',
  severity: 'warning',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['recommended', 'security'],
  checks: ['dangerous-capability'],
  peers: [
    { tool: 'polaris', check: 'dangerousCapabilities', same: false, difference: 'A list of its own.' },
    { tool: 'checkov', check: 'CKV_K8S_39', same: false, difference: 'SYS_ADMIN alone.' },
    { tool: 'kubescape', check: 'C-0046', same: false, difference: 'A list of its own.' },
    { tool: 'trivy', check: 'KSV-0005', same: false, difference: 'SYS_ADMIN alone.' },
    { tool: 'trivy', check: 'KSV-0119', same: false, difference: 'NET_RAW alone.' },
    { tool: 'trivy', check: 'KSV-0120', same: false, difference: 'SYS_MODULE alone.' },
  ],
  when: { pods: true },
  messages: {
    dangerous: 'Container {container} adds {capability}: {why}.',
  },
  help: 'Remove {capability}; give the single device, mount or port that the program needs instead.',
  container(container, at, _template, context) {
    for (const [index, written] of (container.securityContext?.capabilities?.add ?? []).entries()) {
      const capability = written.toUpperCase().replace(/^CAP_/, '')
      const why = reasons.get(capability)
      if (why === undefined) continue
      const data = { container: container.name ?? '(without a name)', capability, why }
      context.report({ at: at.child('securityContext', 'capabilities', 'add', index), message: 'dangerous', data })
    }
  },
})
