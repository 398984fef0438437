import { defineRule, FieldRef, valueAt } from '../../kit.ts'

export default defineRule({
  id: 'service/exposed-type',
  summary: 'A Service that opens a port to the outside',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['org'],
  checks: ['service-type'],
  peers: [
    { tool: 'kube-linter', check: 'exposed-services', same: true },
    { tool: 'kube-score', check: 'service-type', same: false, difference: 'NodePort alone.' },
    { tool: 'datree', check: 'SERVICE_INCORRECT_TYPE_VALUE_NODEPORT', same: false, difference: 'NodePort alone.' },
  ],
  when: { kinds: ['Service'] },
  messages: {
    exposed: 'Service {name} is of type {type}: it opens a port {where}, past Ingress, TLS and access logs.',
  },
  help: 'Use type ClusterIP, and an Ingress or Gateway in front.',
  object(resource, context) {
    if (resource.type.kind !== 'Service' || resource.type.group !== '') return
    const type = valueAt(resource.object, ['spec', 'type'])
    if (type !== 'NodePort' && type !== 'LoadBalancer') return
    const where = type === 'NodePort' ? 'on every node' : 'on an address of the load balancer'
    context.report({ at: new FieldRef(resource, ['spec', 'type']), message: 'exposed', data: { name: resource.name ?? '', type, where } })
  },
})
