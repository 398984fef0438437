import { customResources, defineRule, metadataBlocks, policyNetwork } from '../../kit.ts'

export default defineRule({
  id: 'network/metadata-endpoint-allowed',
  summary: "A NetworkPolicy that lets pods reach the cloud's metadata service",
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['security'],
  checks: [],
  peers: [],
  when: { kinds: ['NetworkPolicy'] },
  messages: {
    open: "NetworkPolicy {name} allows {cidr}, which holds {address}: in a cloud, its pods can ask there for their node's credentials.",
  },
  help: 'Add except: [169.254.169.254/32] to the block.',
  cluster(context) {
    for (const { policy, at, cidr, address } of metadataBlocks(
      policyNetwork(context.cluster, customResources(context), context.environment)
    ))
      context.report({
        at,
        message: 'open',
        data: { name: policy.resource.name ?? '', cidr, address },
        help: `Add except: [${address}/${address.includes(':') ? 128 : 32}] to the block.`,
      })
  },
})
