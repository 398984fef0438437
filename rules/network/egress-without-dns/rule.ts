import { customResources, defineRule, FieldRef, policyNetwork, resourceTitle, unresolving } from '../../kit.ts'

export default defineRule({
  id: 'network/egress-without-dns',
  summary: 'A workload whose network policies keep it from resolving names',
  severity: 'warning',
  claim: 'risks',
  stage: 'set',
  since: '0.1.0',
  presets: ['correctness', 'recommended'],
  checks: ['netpol-blocks-dns'],
  peers: [],
  when: { kinds: ['NetworkPolicy'] },
  messages: {
    none: '{title} cannot resolve names: its egress is restricted by NetworkPolicy {policy}, and UDP 53 to kube-system/kube-dns is not allowed.',
    tcp: '{title} cannot resolve names with long answers: its egress is restricted by NetworkPolicy {policy}, and TCP 53 to kube-system/kube-dns is not allowed.',
  },
  help: 'Allow UDP and TCP 53 to the pods k8s-app: kube-dns of the namespace kubernetes.io/metadata.name: kube-system.',
  cluster(context) {
    for (const { workloads, policies, protocol } of unresolving(
      policyNetwork(context.cluster, customResources(context), context.environment)
    )) {
      const [first, ...others] = workloads
      const more = others.length === 0 ? '' : others.length === 1 ? ` (and ${others[0]!.name})` : ` (and ${others.length} more workloads)`
      context.report({
        at: new FieldRef(first!.resource, ['metadata', 'name']),
        message: protocol === 'UDP' ? 'none' : 'tcp',
        data: { title: `${resourceTitle(first!.resource)}${more}`, policy: policies.map(({ resource }) => resource.name ?? '').join(', ') },
        ...(protocol === 'TCP' && { severity: 'info' }),
        presets: protocol === 'UDP' ? ['correctness', 'recommended'] : ['recommended'],
        related: policies
          .slice(0, 3)
          .map(({ subjectAt, resource }) => ({ at: subjectAt.key(), message: `${resourceTitle(resource)} selects it` })),
      })
    }
  },
})
