import { customResources, defineRule, FieldRef, policyNetwork, shadowedPolicies } from '../../kit.ts'

export default defineRule({
  id: 'network/allow-all-cancels-others',
  summary: 'A NetworkPolicy that another one, which allows everything, leaves without effect',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['correctness', 'recommended'],
  checks: [],
  peers: [],
  when: { kinds: ['NetworkPolicy'] },
  messages: {
    open: 'NetworkPolicy {name} restricts nothing: {by} selects its pods, too, and allows all {direction}, and policies add up.',
  },
  help: 'Remove one of the two, or select fewer pods with the one that allows everything.',
  cluster(context) {
    for (const { policy, by, open } of shadowedPolicies(policyNetwork(context.cluster, customResources(context), context.environment))) {
      if (open.length === 0) continue
      context.report({
        at: new FieldRef(policy.resource, ['metadata', 'name']),
        message: 'open',
        data: { name: policy.resource.name ?? '', by: by.resource.name ?? '', direction: open.join(' and ') },
        related: open.map(direction => ({
          at: by[direction]!.find(({ peers, ports }) => peers === undefined && ports === undefined)!.at,
          message: `NetworkPolicy ${by.resource.name} allows all ${direction}`,
        })),
      })
    }
  },
})
