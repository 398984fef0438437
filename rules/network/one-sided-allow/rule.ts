import { customResources, defineRule, oneSidedAllows, policyNetwork, resourceTitle } from '../../kit.ts'

export default defineRule({
  id: 'network/one-sided-allow',
  summary: 'A connection that the policies of one end allow by name and those of the other close',
  severity: 'warning',
  claim: 'risks',
  stage: 'set',
  since: '0.1.0',
  presets: ['correctness', 'recommended'],
  checks: ['netpol-blocks-service'],
  peers: [],
  when: { kinds: ['NetworkPolicy'] },
  messages: {
    egress:
      'NetworkPolicy {name} allows {subject} to reach {other} ({ports}), and {other} lets none of it in: NetworkPolicy {closing} closes it.',
    ingress:
      'NetworkPolicy {name} allows {other} to reach {subject} ({ports}), and {other} may send none of it: NetworkPolicy {closing} closes it.',
  },
  help: 'Allow the connection at both ends.',
  cluster(context) {
    for (const { policy, direction, at, subject, other, ports, closing } of oneSidedAllows(
      policyNetwork(context.cluster, customResources(context), context.environment)
    )) {
      const [from, to] = direction === 'egress' ? [subject, other] : [other, subject]
      const names = [...new Set(closing.map(({ resource }) => resource.name ?? ''))]
      const closed = direction === 'egress' ? 'an ingress rule' : 'an egress rule'
      context.report({
        at,
        message: direction,
        data: {
          name: policy.resource.name ?? '',
          subject: resourceTitle(subject.workload.resource),
          other: resourceTitle(other.workload.resource),
          ports,
          closing: names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', '),
        },
        help: `Add ${closed} for ${ports} ${
          direction === 'egress' ? `from ${resourceTitle(from.workload.resource)}` : `to ${resourceTitle(to.workload.resource)}`
        } to the policy of ${resourceTitle(other.workload.resource)}.`,
        related: closing.slice(0, 3).map(({ resource, subjectAt }) => ({
          at: subjectAt.key(),
          message: `${resourceTitle(resource)} selects ${other.workload.name}`,
        })),
      })
    }
  },
})
