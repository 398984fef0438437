import type { CompiledPolicy } from './compiled-policy.ts'
import type { Direction, Tier } from './policy.ts'
import { noReasons, type Reasons } from './reasons.ts'

/** A policy that selects a subject: surely, or if what is left open is so. */
export interface Selecting {
  readonly compiled: CompiledPolicy
  readonly reasons: Reasons
}

/** The policies that regard some endpoints in one direction, in the order of evaluation; equal sets are one. */
export interface SubjectSet {
  readonly id: number
  readonly policies: readonly Selecting[]
}

const tiers: readonly Tier[] = ['Admin', 'NetworkPolicy', 'Baseline']

/** Policies in the order in which they are evaluated. */
export function inOrder(policies: readonly CompiledPolicy[]): readonly CompiledPolicy[] {
  return [...policies].sort((a, b) => tiers.indexOf(a.policy.tier) - tiers.indexOf(b.policy.tier) || a.policy.priority - b.policy.priority)
}

/** For each endpoint the set of policies that select it in a direction. */
export function subjectSets(direction: Direction, policies: readonly CompiledPolicy[], endpoints: number): readonly SubjectSet[] {
  const none: SubjectSet = { id: 0, policies: [] }
  const sets: SubjectSet[] = new Array<SubjectSet>(endpoints).fill(none)
  const next = new Map<SubjectSet, Map<Reasons, SubjectSet>>()
  let count = 1
  for (const compiled of policies) {
    if (compiled.rules[direction] === undefined) continue
    next.clear()
    const add = (endpoint: number, reasons: Reasons): void => {
      if (endpoint >= endpoints) return
      const own = sets[endpoint]!
      let byReasons = next.get(own)
      if (byReasons === undefined) {
        byReasons = new Map()
        next.set(own, byReasons)
      }
      let extended = byReasons.get(reasons)
      if (extended === undefined) {
        extended = { id: count++, policies: [...own.policies, { compiled, reasons }] }
        byReasons.set(reasons, extended)
      }
      sets[endpoint] = extended
    }
    compiled.subject.sure.each(endpoint => add(endpoint, noReasons))
    for (const { members, reasons } of compiled.subject.maybe) members.each(endpoint => add(endpoint, reasons))
  }
  return sets
}
