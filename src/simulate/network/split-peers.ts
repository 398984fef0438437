import type { Cluster } from '../../cluster/cluster.ts'
import type { FieldRef } from '../../cluster/field-ref.ts'
import type { PodTemplate } from '../../cluster/pod-template.ts'
import type { Resource } from '../../cluster/resource.ts'
import { valueAt } from '../../k8s/field-path.ts'
import { isEmptyLabelSelector, matchesLabelSelector } from '../../k8s/label-selector.ts'
import type { LabelSelector } from '../../k8s/types.ts'
import type { CompiledPolicy } from './compiled-policy.ts'
import { namespaceLabels } from './namespaces.ts'
import type { Network } from './network.ts'
import { selectorKey, selectsSome } from './peer-sets.ts'
import type { Direction, PodPeer } from './policy.ts'
import { inputRules } from './rule-destinations.ts'

/** Two peers of a rule, side by side, one of namespaces and one of pods, that were meant as one. */
export interface SplitPeer {
  readonly policy: CompiledPolicy['policy']
  readonly direction: Direction
  /** The second of them. */
  readonly at: FieldRef
  readonly first: FieldRef
  /** `covered`: all namespaces are allowed anyway; `elsewhere`: the pods are in the namespaces of the other peer; `either`: it may be meant. */
  readonly kind: 'covered' | 'elsewhere' | 'either'
  /** A pod with the labels, where it shows what was meant. */
  readonly near?: PodTemplate
}

/** Peers of NetworkPolicies that a dash too many makes two. */
export function splitPeers(network: Network): readonly SplitPeer[] {
  const labelled = labelledTemplates(network.cluster)
  return [...inputRules(network)].flatMap(([{ policy }, direction, { rule }]) => {
    const field = direction === 'ingress' ? 'from' : 'to'
    return (rule.peers ?? []).flatMap((second, i, peers) => {
      const first = peers[i - 1]
      if (first?.kind !== 'pods' || second.kind !== 'pods') return []
      const pair = pairOf(first, second)
      if (pair === undefined) return []
      const found = splitKind(network.cluster, policy.resource, ...pair, labelled)
      return [{ policy, direction, at: rule.at.child(field, i), first: rule.at.child(field, i - 1), ...found }]
    })
  })
}

/** The namespaces of the one and the pods of the other; undefined where either has both, or selects nothing in particular. */
function pairOf(a: PodPeer, b: PodPeer): readonly [namespaces: LabelSelector, pods: LabelSelector] | undefined {
  const [outer, inner] = typeof a.namespaces === 'string' ? [b, a] : [a, b]
  if (typeof outer.namespaces === 'string' || typeof inner.namespaces !== 'string' || outer.pods !== undefined) return undefined
  return inner.pods === undefined || isEmptyLabelSelector(inner.pods) ? undefined : [outer.namespaces, inner.pods]
}

function splitKind(
  cluster: Cluster,
  { namespace: own, written }: Resource,
  namespaces: LabelSelector,
  pods: LabelSelector,
  labelled: (selector: LabelSelector) => readonly PodTemplate[]
): Pick<SplitPeer, 'kind' | 'near'> {
  if (isEmptyLabelSelector(namespaces)) return { kind: 'covered' }
  const templates = labelled(pods)
  // without a namespace in the text, whoever applies the policy says where it goes
  const isPlaced = valueAt(written, ['metadata', 'namespace']) !== undefined
  if (!isPlaced || templates.some(({ namespace }) => namespace === own)) return { kind: 'either' }
  const near = templates.find(({ namespace }) => {
    const { labels, complete } = namespaceLabels(cluster, namespace, false)
    return selectsSome(namespaces, labels, complete) === true
  })
  return near === undefined ? { kind: 'either' } : { kind: 'elsewhere', near }
}

/** The pods whose labels a selector selects; found once for equal selectors. */
function labelledTemplates({ podTemplates }: Cluster): (selector: LabelSelector) => readonly PodTemplate[] {
  const known = new Map<string, readonly PodTemplate[]>()
  return selector => {
    const key = selectorKey(selector)
    const found = known.get(key) ?? podTemplates.filter(({ metadata }) => matchesLabelSelector(selector, metadata.labels))
    known.set(key, found)
    return found
  }
}
