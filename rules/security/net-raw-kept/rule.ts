import { defineRule } from '../../kit.ts'

export default defineRule({
  id: 'security/net-raw-kept',
  summary: 'A container that may forge packets',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['security'],
  checks: ['drop-net-raw'],
  peers: [
    { tool: 'kube-linter', check: 'drop-net-raw-capability', same: true },
    { tool: 'checkov', check: 'CKV_K8S_28', same: true },
    { tool: 'kubescape', check: 'C-0199', same: true },
    { tool: 'datree', check: 'CIS_MISSING_VALUE_DROP_NET_RAW', same: true },
  ],
  when: { pods: true },
  messages: {
    kept: 'Container {container} keeps NET_RAW: it can forge ARP and DNS answers, and pretend to be any pod of its node.',
  },
  help: 'Drop ALL capabilities, or at least NET_RAW.',
  container(container, at, { spec }, context) {
    const dropped = container.securityContext?.capabilities?.drop ?? []
    if (spec.os?.name === 'windows' || dropped.some(capability => /^(?:all|(?:cap_)?net_raw)$/i.test(capability))) return
    context.report({
      at: at.child('securityContext', 'capabilities', 'drop'),
      message: 'kept',
      data: { container: container.name ?? '(without a name)' },
    })
  },
})
