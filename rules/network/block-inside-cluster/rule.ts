import { type BlockInsideCluster, blocksInsideCluster, customResources, declaredNetworks, defineRule, policyNetwork } from '../../kit.ts'

export default defineRule({
  id: 'network/block-inside-cluster',
  summary: 'An ipBlock of a NetworkPolicy that means pods or Services of the cluster',
  severity: 'warning',
  claim: 'risks',
  stage: 'set',
  since: '0.1.0',
  presets: ['correctness', 'recommended'],
  checks: [],
  peers: [],
  when: { kinds: ['NetworkPolicy'] },
  messages: {
    services:
      'NetworkPolicy {name} allows {cidr}, an address of a Service ({whose}): policies see the address of the pod behind it, and this allows nothing.',
    pods: 'NetworkPolicy {name} allows {cidr}, which is of the pod network ({whose}): whether a block selects pods is left to the network plug-in.',
    nobody:
      'NetworkPolicy {name} allows {cidr}, which is of the pod network ({whose}): with {plugin} a block never selects pods, and this allows nothing.',
    around:
      'NetworkPolicy {name} allows {cidr}, which holds the pod network ({whose}): whether that means pods, too, is left to the network plug-in.',
  },
  help: 'Select pods by podSelector and namespaceSelector.',
  cluster(context) {
    const custom = customResources(context)
    const network = policyNetwork(context.cluster, custom, context.environment)
    const { assumptions, plugin } = network.profile
    const message = (kind: BlockInsideCluster['kind']) => (kind === 'pods' && assumptions.ipBlockSelectsPods === 'no' ? 'nobody' : kind)
    for (const { policy, at, cidr, kind, whose, near } of blocksInsideCluster(network, declaredNetworks(context.cluster, custom)))
      context.report({
        at,
        message: message(kind),
        data: { name: policy.resource.name ?? '', cidr, whose, plugin },
        ...(kind === 'services' && { help: 'Select the pods behind it by podSelector, and write their port.' }),
        ...(kind === 'around' && { severity: 'info', help: 'Except the pod network, or select pods by their labels.' }),
        presets: kind === 'around' ? ['recommended'] : ['correctness', 'recommended'],
        related: [{ at: near, message: whose }],
      })
  },
})
