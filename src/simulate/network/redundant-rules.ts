import { isEmptyLabelSelector } from '../../k8s/label-selector.ts'
import { withoutRanges } from './addresses.ts'
import { connectionOf } from './compiled-policy.ts'
import { type Connections, nothing } from './connections.ts'
import type { Network } from './network.ts'
import { asSelector } from './outsider-index.ts'
import { requirementsOf } from './peer-sets.ts'
import type { Direction, Policy, PolicyPeer, PolicyRule } from './policy.ts'
import { selectorImplies } from './selector-implies.ts'

/** A rule that allows nothing but what another rule of its policy allows. */
export interface RedundantRule {
  readonly policy: Policy
  readonly direction: Direction
  readonly rule: PolicyRule
  readonly by: PolicyRule
}

/** A policy that another one of its namespace leaves without effect, whatever pods there are. */
export interface ShadowedPolicy {
  readonly policy: Policy
  readonly by: Policy
  /** The directions in which the other one allows everything. */
  readonly open: readonly Direction[]
}

const directions = ['ingress', 'egress'] as const
/** More rules, or more policies that may cover one, are not compared. */
const mostCompared = 100

/** Rules of the input's NetworkPolicies that could go without a change, by what is written alone. */
export function redundantRules(network: Network): readonly RedundantRule[] {
  return inputPolicies(network).flatMap(policy =>
    directions.flatMap(direction => {
      const rules = policy[direction] ?? []
      if (rules.length > mostCompared) return []
      return rules.flatMap((rule, i) => {
        const by = rules.find(
          (other, j) => i !== j && covers(other, rule, network.connections) && (j < i || !covers(rule, other, network.connections))
        )
        return by === undefined ? [] : [{ policy, direction, rule, by }]
      })
    })
  )
}

/** NetworkPolicies of the input whose pods another one selects, too, and allows all that they allow. */
export function shadowedPolicies(network: Network): readonly ShadowedPolicy[] {
  const policies = inputPolicies(network)
  const bySubject = new Map<string, number[]>()
  for (const [i, policy] of policies.entries()) {
    const key = `${namespaceOf(policy)}\0${subjectKeys(policy)[0]?.[0] ?? ''}`
    const list = bySubject.get(key)
    if (list === undefined) bySubject.set(key, [i])
    else list.push(i)
  }
  return policies.flatMap((policy, i) => {
    const candidates = ['', ...new Set(subjectKeys(policy).flat())].flatMap(key => bySubject.get(`${namespaceOf(policy)}\0${key}`) ?? [])
    if (candidates.length > mostCompared) return []
    const others = candidates.filter(j => j !== i && shadows(policies[j]!, policy, network.connections))
    const by = others.find(j => j < i || !shadows(policy, policies[j]!, network.connections))
    if (by === undefined) return []
    const open = directions.filter(direction => policy[direction] !== undefined && policies[by]![direction]!.some(isOpen))
    return [{ policy, by: policies[by]!, open }]
  })
}

function inputPolicies({ policies }: Network): readonly Policy[] {
  return policies.flatMap(({ policy }) => (policy.tier === 'NetworkPolicy' && policy.resource.role === 'input' ? [policy] : []))
}

function namespaceOf({ resource }: Policy): string {
  return resource.namespace ?? ''
}

/** For each thing that a policy asks of its pods, by which names one that covers it may ask for that. */
function subjectKeys({ subject }: Policy): readonly (readonly string[])[] {
  return requirementsOf(subject.pods ?? {}).map(({ key = '', operator = '', values = [] }) =>
    operator === 'In' && values.length === 1 ? [`${key}=${values[0]}`, key] : [key]
  )
}

/** Whether a policy allows, to all whom the other selects, all that the other allows. Policies that only close are there to do so. */
function shadows(wide: Policy, narrow: Policy, connections: Connections): boolean {
  if (!selectorImplies(narrow.subject.pods ?? {}, wide.subject.pods ?? {})) return false
  const own = directions.filter(direction => narrow[direction] !== undefined)
  const isMeant = own.some(direction => narrow[direction]!.length > 0) || own.some(direction => wide[direction]?.some(isOpen) === true)
  return (
    isMeant &&
    own.every(direction => {
      const others = wide[direction]
      if (others === undefined || others.length > mostCompared) return false
      return narrow[direction]!.every(rule => others.some(other => covers(other, rule, connections)))
    })
  )
}

function isOpen({ peers, ports }: PolicyRule): boolean {
  return peers === undefined && ports === undefined
}

/** Whether a rule matches all that another one matches, by what is written alone. */
export function covers(wide: PolicyRule, narrow: PolicyRule, connections: Connections): boolean {
  if (wide.peers !== undefined) {
    const { peers } = wide
    if (narrow.peers === undefined || !narrow.peers.every(peer => peers.some(other => coversPeer(other, peer)))) return false
  }
  if (wide.ports === undefined) return true
  const [own, all] = [narrow, wide].map(({ ports }) => connectionOf(ports, 'kept', connections))
  return connections.difference(own!, all!) === nothing
}

function coversPeer(wide: PolicyPeer, narrow: PolicyPeer): boolean {
  if (wide.kind === 'block' || wide.kind === 'networks')
    return narrow.kind === wide.kind && withoutRanges(narrow.ranges, wide.ranges).length === 0
  if (wide.kind !== 'pods' || narrow.kind !== 'pods') return false
  const isAll = wide.pods === undefined || isEmptyLabelSelector(wide.pods)
  return (
    selectorImplies(asSelector(narrow.namespaces), asSelector(wide.namespaces)) && (isAll || selectorImplies(narrow.pods ?? {}, wide.pods!))
  )
}
