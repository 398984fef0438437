import { labelOf } from '../../k8s/label-selector.ts'
import type { LabelSelectorRequirement } from '../../k8s/types.ts'
import type { NamespaceLabels } from './namespaces.ts'
import { selectsSome } from './peer-sets.ts'
import type { Policy, PolicyPeer, PolicyRule, SharedLabels } from './policy.ts'

/** A policy whose peers share labels with the namespace of the subject, as one policy for each namespace that it selects. */
export function bySubjectNamespace(policy: Policy, namespaces: ReadonlyMap<string, NamespaceLabels>): readonly Policy[] {
  const rules = [...(policy.egress ?? []), ...(policy.ingress ?? [])]
  const isShared = rules.some(({ peers = [] }) => peers.some(peer => peer.kind === 'pods' && peer.shared !== undefined))
  const { subject } = policy
  if (!isShared || typeof subject.namespaces === 'string') return [policy]
  const selector = subject.namespaces
  return [...namespaces].flatMap(([name, own]) => {
    if (selectsSome(selector, own.labels, own.complete) === false) return []
    const resolve = (list: readonly PolicyRule[]): readonly PolicyRule[] =>
      list.map(rule => (rule.peers === undefined ? rule : { ...rule, peers: rule.peers.map(peer => resolved(peer, own)) }))
    const { egress, ingress } = policy
    return [
      {
        ...policy,
        subject: { ...subject, namespaces: name },
        ...(egress !== undefined && { egress: resolve(egress) }),
        ...(ingress !== undefined && { ingress: resolve(ingress) }),
      },
    ]
  })
}

function resolved(peer: PolicyPeer, subject: NamespaceLabels): PolicyPeer {
  if (peer.kind !== 'pods' || peer.shared === undefined) return peer
  const { shared, ...rest } = peer
  return { ...rest, namespaces: { matchExpressions: shared.keys.map(key => requirement(key, shared, subject)) } }
}

/** What a namespace must have under a key: the subject's own value, or another. */
function requirement(key: string, { equal }: SharedLabels, { labels }: NamespaceLabels): LabelSelectorRequirement {
  const value = labelOf(labels, key)
  // a label that the subject's namespace lacks is shared with nobody
  if (value === undefined) return equal ? { key, operator: 'In', values: [] } : { key, operator: 'Exists' }
  return { key, operator: equal ? 'In' : 'NotIn', values: [value] }
}
