import { defineRule, FieldRef, valueAt } from '../../kit.ts'

export default defineRule({
  id: 'security/external-ips',
  summary: 'A Service that claims addresses of its own choice',
  severity: 'warning',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['recommended', 'security'],
  checks: ['external-ips'],
  peers: [{ tool: 'trivy', check: 'KSV-0108', same: true }],
  when: { kinds: ['Service'] },
  messages: {
    claimed: 'Service {name} claims {addresses}: every node takes the traffic of its pods to these addresses and hands it to this Service.',
  },
  help: 'Use a Service of type LoadBalancer or an Ingress, and remove externalIPs.',
  object(resource, context) {
    if (resource.type.kind !== 'Service' || resource.type.group !== '') return
    const addresses = valueAt(resource.object, ['spec', 'externalIPs'])
    if (!Array.isArray(addresses) || addresses.length === 0) return
    const data = { name: resource.name ?? '', addresses: addresses.join(', ') }
    context.report({ at: new FieldRef(resource, ['spec', 'externalIPs']), message: 'claimed', data })
  },
})
