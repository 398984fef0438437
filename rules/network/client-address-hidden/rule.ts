import { customResources, defineRule, FieldRef, hiddenClients, policyNetwork } from '../../kit.ts'

export default defineRule({
  id: 'network/client-address-hidden',
  summary: 'A NetworkPolicy for clients by their addresses, which a Service hides',
  severity: 'warning',
  claim: 'risks',
  stage: 'set',
  since: '0.1.0',
  presets: ['correctness', 'recommended'],
  checks: [],
  peers: [],
  when: { kinds: ['NetworkPolicy'] },
  messages: {
    hidden:
      "NetworkPolicy {name} lets clients of {cidr} in, and Service {service} ({type}) puts a node's address in place of theirs: what comes through a node without a pod of it is dropped.",
  },
  help: 'Set externalTrafficPolicy: Local on the Service.',
  cluster(context) {
    for (const { policy, at, cidr, service, type } of hiddenClients(
      policyNetwork(context.cluster, customResources(context), context.environment)
    ))
      context.report({
        at,
        message: 'hidden',
        data: { name: policy.resource.name ?? '', cidr, service: service.name ?? '', type },
        related: [{ at: new FieldRef(service, ['spec', 'type']), message: `Service ${service.name} has externalTrafficPolicy Cluster` }],
      })
  },
})
