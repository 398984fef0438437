import { customPods, declaresAllPods, defineRule, unmetPeers, valueAt } from '../../kit.ts'

export default defineRule({
  id: 'network/peer-selects-no-pods',
  summary: 'A peer of a NetworkPolicy that selects no pods',
  severity: 'warning',
  claim: 'risks',
  stage: 'set',
  since: '0.1.0',
  presets: ['correctness', 'recommended'],
  checks: ['netpol-peer-no-pods'],
  peers: [
    {
      tool: 'kube-linter',
      check: 'dangling-networkpolicypeer-podselector',
      same: false,
      difference: 'Does not look at the labels of namespaces.',
    },
  ],
  when: { kinds: ['NetworkPolicy'] },
  messages: {
    none: 'NetworkPolicy {name} names an {direction} peer that no pod of the input is: this peer allows nothing there.',
    elsewhere:
      'NetworkPolicy {name} means pods of its own namespace {namespace}, and the pods with these labels are in namespace {other}: they are not allowed.',
    namespaceName:
      'NetworkPolicy {name} selects namespaces by the label {label}, which namespace {other} does not have: its pods are not allowed.',
    service: 'NetworkPolicy {name} selects the labels of Service {other}, but policies look at the labels of pods: no pod is allowed.',
  },
  help: 'Select labels that the pods and their namespaces have.',
  cluster(context) {
    for (const { policy, direction, at, kind, other, label, near } of context.simulate(cluster =>
      unmetPeers(cluster, customPods(context))
    )) {
      const namespace = policy.namespace ?? ''
      const isMistake = kind === 'none' ? near !== undefined && declaresAllPods(context, namespace) : true
      // without a namespace in the text, whoever applies the policy says where it goes
      const isPlaced = valueAt(policy.written, ['metadata', 'namespace']) !== undefined
      const isKnown = kind !== 'namespaceName' || near !== undefined
      const isCertain = isMistake && isKnown && (kind !== 'elsewhere' || (isPlaced && declaresAllPods(context, namespace)))
      context.report({
        at,
        message: kind,
        data: { name: policy.name ?? '', direction, namespace, other, label },
        ...helpOf(kind, other),
        ...(!isCertain && { severity: 'info' }),
        presets: isCertain ? ['correctness', 'recommended'] : ['recommended'],
        related: near === undefined ? [] : [{ at: near.at, message: kind === 'none' ? `the pods of ${near.title}` : near.title }],
      })
    }
  },
})

function helpOf(kind: string, other: string): { readonly help?: string } {
  if (kind === 'elsewhere') return { help: `Add a namespaceSelector with kubernetes.io/metadata.name: ${other} to the same peer.` }
  if (kind === 'namespaceName') return { help: `Write kubernetes.io/metadata.name: ${other}.` }
  return {}
}
