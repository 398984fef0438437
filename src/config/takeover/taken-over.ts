import type { Severity } from '../../lint/diagnostic.ts'
import type { Peer, Rule } from '../../lint/rule.ts'

/** What a configuration of another tool comes to here. */
export interface TakenOver {
  readonly tool: string
  /** By key of `seatrial.yaml`. */
  readonly values: Readonly<Record<string, unknown>>
  /** What differs, one sentence each. */
  readonly differences: readonly string[]
}

/** A rule that does what a peer's check does, or nearly. */
export interface Equivalent {
  readonly rule: Rule
  readonly difference?: string
}

/** The level that a check is to have; its own where it is `as it is`. */
export type WantedLevel = Severity | 'off' | 'as it is'

/** Rules by the checks of a tool that they equal. */
export function equivalents(rules: readonly Rule[], tool: Peer['tool']): ReadonlyMap<string, readonly Equivalent[]> {
  const byCheck = new Map<string, Equivalent[]>()
  for (const rule of rules) {
    for (const { check, tool: own, same, difference } of rule.peers) {
      if (own !== tool) continue
      const list = byCheck.get(check) ?? []
      list.push({ rule, ...(!same && { difference: difference ?? 'Not quite the same.' }) })
      byCheck.set(check, list)
    }
  }
  return byCheck
}

/** The levels of rules for wanted levels of checks, and what differs. A rule that one check wants is not turned off by another. */
export function rulesFor(
  wanted: ReadonlyMap<string, WantedLevel>,
  known: ReadonlyMap<string, readonly Equivalent[]>
): { readonly rule: Readonly<Record<string, string>>; readonly differences: readonly string[] } {
  const levels = new Map<string, Severity | 'off'>()
  const differences: string[] = []
  for (const [check, level] of wanted) {
    const own = known.get(check) ?? []
    if (own.length === 0 && level !== 'off') differences.push(`${check}: no rule does this.`)
    for (const { rule, difference } of own) {
      const before = levels.get(rule.id)
      const next = level === 'as it is' ? rule.severity : level
      if (before === undefined || before === 'off') levels.set(rule.id, next)
      if (difference !== undefined && level !== 'off')
        differences.push(`${check} is ${rule.id} here; it differs there: ${uncapitalised(difference)}`)
    }
  }
  const sorted = [...levels].sort(([a], [b]) => (a < b ? -1 : 1))
  return { rule: Object.fromEntries(sorted), differences }
}

function uncapitalised(sentence: string): string {
  return /^[A-Z][a-z]/.test(sentence) ? `${sentence[0]!.toLowerCase()}${sentence.slice(1)}` : sentence
}
