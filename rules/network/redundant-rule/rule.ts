import { customResources, defineRule, FieldRef, policyNetwork, redundantRules, shadowedPolicies } from '../../kit.ts'

export default defineRule({
  id: 'network/redundant-rule',
  summary: 'A rule or a whole NetworkPolicy that could go without a change',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['recommended'],
  checks: [],
  peers: [],
  when: { kinds: ['NetworkPolicy'] },
  messages: {
    rule: 'NetworkPolicy {name} allows nothing by {direction} rule {rule} that rule {by} does not allow.',
    policy: 'NetworkPolicy {name} changes nothing beside {by}, which selects the same pods and allows the same and more.',
  },
  help: 'Remove it, or write what it was meant to allow.',
  cluster(context) {
    const network = policyNetwork(context.cluster, customResources(context), context.environment)
    for (const { policy, direction, rule, by } of redundantRules(network)) {
      context.report({
        at: rule.at,
        message: 'rule',
        data: { name: policy.resource.name ?? '', direction, rule: rule.index, by: by.index },
        related: [{ at: by.at, message: `rule ${by.index} allows the same and more` }],
      })
    }
    for (const { policy, by, open } of shadowedPolicies(network)) {
      if (open.length > 0) continue
      context.report({
        at: new FieldRef(policy.resource, ['metadata', 'name']),
        message: 'policy',
        data: { name: policy.resource.name ?? '', by: by.resource.name ?? '' },
        related: [{ at: new FieldRef(by.resource, ['metadata', 'name']), message: `NetworkPolicy ${by.resource.name}` }],
      })
    }
  },
})
