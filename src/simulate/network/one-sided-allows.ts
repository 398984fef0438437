import type { FieldRef } from '../../cluster/field-ref.ts'
import type { Resource } from '../../cluster/resource.ts'
import { isEmptyLabelSelector, matchesLabelSelector } from '../../k8s/label-selector.ts'
import { closedPaths } from './closed-paths.ts'
import type { CompiledPolicy, CompiledRule } from './compiled-policy.ts'
import { nothing } from './connections.ts'
import type { Endpoint } from './endpoint.ts'
import { namespaceLabels } from './namespaces.ts'
import type { Network } from './network.ts'
import { selectsSome } from './peer-sets.ts'
import type { Direction, PodPeer } from './policy.ts'
import { inputRules } from './rule-destinations.ts'

/** Pods that a NetworkPolicy names as a peer, and that their own policies close to what it allows. */
export interface OneSidedAllow {
  readonly policy: CompiledPolicy['policy']
  readonly direction: Direction
  /** The peer. */
  readonly at: FieldRef
  /** One of the pods that the policy selects, and one of those that the peer selects. */
  readonly subject: Endpoint
  readonly other: Endpoint
  /** `TCP 5432` */
  readonly ports: string
  /** The policies of the other end that do not allow it. */
  readonly closing: readonly CompiledPolicy['policy'][]
}

const opposite = { ingress: 'egress', egress: 'ingress' } as const
/** More pairs of pods than this are not looked at for one peer. */
const mostPairs = 4096

/**
 * Peers by their labels with whom nothing that the policy allows gets through, whichever pods of the two ends it is between. What
 * `closedPaths` finds is not among them.
 */
export function oneSidedAllows(network: Network): readonly OneSidedAllow[] {
  const needed = neededPaths(network)
  const subjects = new Map<CompiledPolicy, readonly number[]>()
  return [...inputRules(network)].flatMap(([compiled, direction, rule]) => {
    const field = direction === 'ingress' ? 'from' : 'to'
    return (rule.rule.peers ?? []).flatMap((peer, i) => {
      if (peer.kind !== 'pods' || peer.pods === undefined || isEmptyLabelSelector(peer.pods)) return []
      const own = subjects.get(compiled) ?? membersIn(network, compiled.subject.sure)
      subjects.set(compiled, own)
      const others = own.length === 0 ? [] : peerMembers(network, rule, peer)
      const found = closedPair(network, rule, direction, own, others)
      if (found === undefined) return []
      const { subject, other } = found
      const [from, to] = direction === 'egress' ? [subject, other] : [other, subject]
      if (needed.get(from.workload.resource)?.has(to.workload.resource) === true) return []
      return [{ policy: compiled.policy, direction, at: rule.rule.at.child(field, i), ...found }]
    })
  })
}

/** By workload, those that it needs and cannot reach. */
function neededPaths(network: Network): ReadonlyMap<Resource, ReadonlySet<Resource>> {
  const paths = new Map<Resource, Set<Resource>>()
  for (const { kind, from, to } of closedPaths(network)) {
    if (kind !== 'need') continue
    const own = paths.get(from) ?? new Set()
    for (const resource of to) own.add(resource)
    paths.set(from, own)
  }
  return paths
}

function membersIn({ universe }: Network, set: CompiledRule['match']['sure']): readonly number[] {
  const found: number[] = []
  set.each(member => {
    if (member < universe.endpoints.length) found.push(member)
  })
  return found
}

/** The pods that one of the peers of a rule surely selects. */
function peerMembers(network: Network, rule: CompiledRule, { namespaces, pods }: PodPeer): readonly number[] {
  const all = membersIn(network, rule.match.sure)
  if (rule.rule.peers?.length === 1) return all
  const { endpoints } = network.universe
  return all.filter(member => {
    const { namespace, labels } = endpoints[member]!
    if (!matchesLabelSelector(pods, labels)) return false
    if (typeof namespaces === 'string') return namespace === namespaces
    const own = namespaceLabels(network.cluster, namespace, false)
    return selectsSome(namespaces, own.labels, own.complete) === true
  })
}

function closedPair(
  network: Network,
  rule: CompiledRule,
  direction: Direction,
  own: readonly number[],
  others: readonly number[]
): Pick<OneSidedAllow, 'subject' | 'other' | 'ports' | 'closing'> | undefined {
  if (others.length === 0 || own.length * others.length > mostPairs) return undefined
  const { connections, verdicts, universe } = network
  let first: readonly [subject: number, other: number, wanted: number] | undefined
  for (const other of others) {
    const isRestricted = network.policiesOf(opposite[direction], other).length > 0
    for (const subject of own) {
      if (subject === other) continue
      const wanted = network.connectionTo(rule, direction === 'ingress' ? subject : other)
      if (wanted === nothing) continue
      if (!isRestricted) return undefined
      const { possible } = verdicts.at(network.oneSided(opposite[direction], other, subject))
      if (connections.intersection(possible, wanted) !== nothing) return undefined
      first ??= [subject, other, wanted]
    }
  }
  if (first === undefined) return undefined
  const [subject, other, wanted] = first
  const closing = network.policiesOf(opposite[direction], other).map(({ compiled }) => compiled.policy)
  return { subject: universe.endpoints[subject]!, other: universe.endpoints[other]!, ports: connections.text(wanted), closing }
}
