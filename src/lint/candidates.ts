import type { Need, RuleEntry, Trigger } from './rule.ts'
import type { SetFacts } from './set-facts.ts'

/** What of the facts is true or false. */
const signs = [
  ...(['pods', 'severalObjects', 'before', 'problems', 'objects', 'declarations', 'decode'] as const),
  ...(['server', 'controlledPods', 'dropped', 'emptyKeys', 'suppressions'] as const),
]

/** The rules that sets with the same kinds and signs trigger: those with `fields` where one of these is there. */
export interface Candidates {
  readonly able: readonly { readonly entry: RuleEntry; readonly fields: Trigger['fields'] }[]
  /** What rules lack to decide. */
  readonly unable: readonly { readonly need: Need; readonly fields: Trigger['fields'] }[]
}

/** The conditions of a list of rules, each read once. */
interface Conditions {
  readonly all: readonly Trigger[]
  /** Kinds that any of them names. */
  readonly kinds: ReadonlySet<string>
  /** Of sets before, by their kinds and signs. */
  readonly known: Map<string, Candidates>
}

const conditionsOf = new WeakMap<readonly RuleEntry[], Conditions>()
/** How many different sets are remembered. */
const mostKnown = 256

/** The rules that a set triggers, or triggers by a field; looked up where an earlier set held the same kinds and signs. */
export function candidatesOf(entries: readonly RuleEntry[], facts: SetFacts): Candidates {
  const conditions = conditionsOf.get(entries) ?? readConditions(entries)
  const key = keyOf(facts, conditions.kinds)
  const known = conditions.known.get(key)
  if (known !== undefined) return known
  const candidates = findCandidates(entries, conditions.all, facts)
  if (conditions.known.size >= mostKnown) conditions.known.clear()
  conditions.known.set(key, candidates)
  return candidates
}

function readConditions(entries: readonly RuleEntry[]): Conditions {
  const all = entries.map(entry => entry.when)
  const kinds = new Set<string>()
  for (const { kinds: own, needs } of all) {
    if (own !== undefined) for (const kind of own) kinds.add(kind)
    if (needs !== undefined) for (const kind of needs.kinds) kinds.add(kind)
  }
  const conditions = { all, kinds, known: new Map<string, Candidates>() }
  conditionsOf.set(entries, conditions)
  return conditions
}

/** What decides about all conditions but those on fields. */
function keyOf(facts: SetFacts, named: ReadonlySet<string>): string {
  let key = ''
  for (const sign of signs) key += facts[sign] ? '1' : '0'
  for (const kind of facts.present) if (named.has(kind)) key += `${facts.kinds.has(kind) ? '\0+' : '\0-'}${kind}`
  return key
}

function findCandidates(entries: readonly RuleEntry[], conditions: readonly Trigger[], facts: SetFacts): Candidates {
  const able: Candidates['able'][number][] = []
  const unable: Candidates['unable'][number][] = []
  for (let index = 0; index < conditions.length; index++) {
    const when = conditions[index]!
    const isCertain = triggers(when, facts)
    if (!isCertain && when.fields === undefined) continue
    const fields = isCertain ? undefined : when.fields
    if (when.needs === undefined || isMet(when.needs, facts)) able.push({ entry: entries[index]!, fields })
    else unable.push({ need: when.needs, fields })
  }
  return { able, unable }
}

/** Whether a set triggers a rule, whichever fields are in it. */
function triggers(when: Trigger, facts: SetFacts): boolean {
  if (when.kinds !== undefined && hasAny(facts.kinds, when.kinds)) return true
  for (let i = 0; i < signs.length; i++) if (when[signs[i]!] === true && facts[signs[i]!]) return true
  return false
}

function isMet(need: Need, facts: SetFacts): boolean {
  return need.kinds.some(kind => facts.present.has(kind))
}

function hasAny(known: ReadonlySet<string>, names: readonly string[]): boolean {
  for (let i = 0; i < names.length; i++) if (known.has(names[i]!)) return true
  return false
}
