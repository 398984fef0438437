import type { CompiledPolicy, CompiledRule } from './compiled-policy.ts'
import { nothing } from './connections.ts'
import type { Network } from './network.ts'
import { asSelector } from './outsider-index.ts'
import { selectorKey } from './peer-sets.ts'
import { privateRanges } from './pod-addresses.ts'
import type { Direction, Policy, PolicyRule } from './policy.ts'
import { covers } from './redundant-rules.ts'
import { selectorImplies } from './selector-implies.ts'

/** A rule of an administrator's policy that does not do what it seems to. */
export interface MisplacedRule {
  /** `tie`: which of two rules counts is left open; `unreachable`: an earlier one decides all that it is about; `pods`: its networks mean pods, too. */
  readonly kind: 'tie' | 'unreachable' | 'pods'
  readonly policy: Policy
  readonly direction: Direction
  readonly rule: PolicyRule
  /** The other policy, and the rule of it. */
  readonly by?: Policy
  readonly byRule?: PolicyRule
}

const directions = ['ingress', 'egress'] as const
/** Policies beyond these are not compared with each other. */
const mostCompared = 200

/** Rules of the input's policies for administrators whose place in the order of evaluation leaves them without the effect that they ask for. */
export function misplacedRules(network: Network): readonly MisplacedRule[] {
  const all = network.policies.filter(({ policy }) => policy.tier !== 'NetworkPolicy')
  const first = new Map(all.map(compiled => [compiled.policy.resource, compiled]))
  // a policy that is one for each namespace counts once
  const policies = [...first.values()].slice(0, mostCompared)
  return policies.flatMap((compiled, i) => {
    if (compiled.policy.resource.role !== 'input') return []
    return directions.flatMap(direction =>
      (compiled.rules[direction] ?? []).flatMap((rule, r) => {
        const place = { policy: compiled.policy, direction, rule: rule.rule }
        const found =
          earlierThan(network, policies.slice(0, i), compiled, direction, r) ??
          tiedWith(network, policies.slice(0, i), compiled, direction, rule)
        if (found !== undefined) return [{ ...place, ...found }]
        return direction === 'egress' && deniesPods(compiled, r) ? [{ ...place, kind: 'pods' as const }] : []
      })
    )
  })
}

type Reason = Pick<MisplacedRule, 'kind' | 'by' | 'byRule'>

/** A rule that comes before and matches all that this one matches, for all whom its policy selects. */
function earlierThan(
  { connections }: Network,
  before: readonly CompiledPolicy[],
  { policy }: CompiledPolicy,
  direction: Direction,
  index: number
): Reason | undefined {
  const rule = policy[direction]![index]!
  const own = policy[direction]!.slice(0, index).find(other => covers(other, rule, connections))
  if (own !== undefined) return { kind: 'unreachable', by: policy, byRule: own }
  for (const { policy: other } of before) {
    if (other.tier !== policy.tier || other.priority >= policy.priority || !selectsAll(other, policy)) continue
    const byRule = other[direction]?.find(each => covers(each, rule, connections))
    if (byRule !== undefined) return { kind: 'unreachable', by: other, byRule }
  }
  return undefined
}

function selectsAll({ subject: wide }: Policy, { subject: narrow }: Policy): boolean {
  return (
    selectorImplies(asSelector(narrow.namespaces), asSelector(wide.namespaces)) &&
    (selectorKey(wide.pods ?? {}) === '' || selectorImplies(narrow.pods ?? {}, wide.pods!))
  )
}

/** A rule of a policy of the same priority that decides otherwise about traffic of pods of the input. */
function tiedWith(
  network: Network,
  before: readonly CompiledPolicy[],
  compiled: CompiledPolicy,
  direction: Direction,
  rule: CompiledRule
): Reason | undefined {
  const { tier, priority } = compiled.policy
  for (const other of before) {
    if (other.policy.tier !== tier || other.policy.priority !== priority || !other.subject.sure.meets(compiled.subject.sure)) continue
    const byRule = (other.rules[direction] ?? []).find(
      each => each.rule.action !== rule.rule.action && each.match.sure.meets(rule.match.sure) && meet(network, each, rule)
    )
    if (byRule !== undefined) return { kind: 'tie', by: other.policy, byRule: byRule.rule }
  }
  return undefined
}

/** Whether two rules have a port in common; names mean the same only where they are the same. */
function meet({ connections }: Network, { connection: a }: CompiledRule, { connection: b }: CompiledRule): boolean {
  return a !== undefined && b !== undefined && connections.intersection(a, b) !== nothing
}

/** Whether a rule denies all addresses that pods have, and no rule before it speaks of pods. */
function deniesPods({ policy }: CompiledPolicy, index: number): boolean {
  const { action, peers = [] } = policy.egress![index]!
  const isAll = peers.some(
    peer =>
      peer.kind === 'networks' &&
      privateRanges.every(wanted =>
        peer.ranges.some(({ family, start, end }) => family === wanted.family && start <= wanted.start && wanted.end <= end)
      )
  )
  const isSpoken = policy.egress!.slice(0, index).some(rule => rule.action !== 'Deny' && rule.peers?.some(({ kind }) => kind === 'pods'))
  return action === 'Deny' && isAll && !isSpoken && !peers.some(({ kind }) => kind === 'pods')
}
