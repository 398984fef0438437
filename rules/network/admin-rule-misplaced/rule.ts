import { adminPolicyGroup, customResources, defineRule, misplacedRules, policyNetwork } from '../../kit.ts'

export default defineRule({
  id: 'network/admin-rule-misplaced',
  summary: "A rule of an administrator's policy that another one outruns, or that means pods by their addresses",
  severity: 'warning',
  claim: 'risks',
  stage: 'set',
  since: '0.1.0',
  presets: ['correctness', 'recommended'],
  checks: [],
  peers: [],
  when: { kinds: ['AdminNetworkPolicy', 'BaselineAdminNetworkPolicy', 'ClusterNetworkPolicy'], declarations: true },
  messages: {
    tie: '{kind} {name} and {other} have priority {priority}, and rules of theirs decide differently about the same {direction}: which one counts is left open.',
    unreachable: '{kind} {name} never comes to {direction} rule {rule}: {direction} rule {by} of {other} decides all that it is about.',
    pods: '{kind} {name} denies {direction} to networks that hold all private addresses: networks select pods, too, and its pods can reach no other pod, DNS servers among them.',
  },
  help: 'Put the narrower rule first.',
  cluster(context) {
    const custom = customResources(context)
    const isThere = [...custom, ...context.cluster.resources].some(({ type, role }) => type.group === adminPolicyGroup && role === 'input')
    if (!isThere) return
    const network = policyNetwork(context.cluster, custom, context.environment)
    for (const { kind, policy, direction, rule, by, byRule } of misplacedRules(network))
      context.report({
        at: rule.at,
        message: kind,
        data: {
          kind: policy.resource.type.kind,
          name: policy.name,
          other: by?.name ?? '',
          priority: policy.priority,
          direction,
          rule: rule.index,
          by: byRule?.index ?? 0,
        },
        ...(kind === 'unreachable' && { severity: 'info' }),
        ...(kind === 'tie' && { help: 'Give one of the two another priority.' }),
        ...(kind === 'pods' && { help: 'Accept or pass what goes to pods in a rule before it.' }),
        related: byRule === undefined ? [] : [{ at: byRule.at, message: `${byRule.action} of ${by!.name}` }],
      })
  },
})
