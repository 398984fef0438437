import { defineRule, resourceTitle } from '../../kit.ts'

export default defineRule({
  id: 'security/host-aliases',
  summary: 'A pod that writes its own /etc/hosts',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['security'],
  checks: ['host-aliases'],
  peers: [{ tool: 'trivy', check: 'KSV-0007', same: true }],
  when: { pods: true },
  messages: {
    aliases: '{title} writes names into its own /etc/hosts: they win over the cluster DNS, and stay when the address moves.',
  },
  help: 'Use a Service, one of type ExternalName for a host outside, or change the DNS.',
  pod({ spec, specAt, owner }, context) {
    if ((spec.hostAliases ?? []).length === 0) return
    context.report({ at: specAt.child('hostAliases'), message: 'aliases', data: { title: resourceTitle(owner) } })
  },
})
