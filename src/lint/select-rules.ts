import { nearestName } from '../k8s/nearest.ts'
import type { Severity } from './diagnostic.ts'
import { type ActivePresets, activePresets, isActive, presetNames } from './presets.ts'
import type { RuleEntry } from './rule.ts'

/** What of the settings decides which rules run. */
export interface RuleSettings {
  readonly presets: readonly string[]
  readonly rules: ReadonlyMap<string, Severity | 'off'>
  /** Where it is not empty, only these rules run. */
  readonly only: readonly string[]
}

/** A name in the settings that nothing has. */
export interface UnknownName {
  readonly what: 'rule' | 'preset'
  readonly name: string
  readonly suggestion?: string
}

export interface RuleSelection {
  readonly entries: readonly RuleEntry[]
  /** How severe the findings of each selected rule are at most. */
  readonly severities: ReadonlyMap<string, Severity>
  /** Rules that are asked for by name: they report whatever they find, whichever presets are on. */
  readonly named: ReadonlySet<string>
  readonly presets: ActivePresets
  /** Mistakes of the settings; the selection goes without them. */
  readonly unknown: readonly UnknownName[]
}

/** The rules that presets, single settings and `--only` leave, in the order of `entries`. */
export function selectRules(entries: readonly RuleEntry[], settings: RuleSettings): RuleSelection {
  const presets = activePresets(settings.presets)
  const only = new Set(settings.only)
  const severities = new Map<string, Severity>()
  const named = new Set<string>()
  const selected = entries.filter(entry => {
    const wanted = settings.rules.get(entry.id)
    const byName = only.has(entry.id) || (wanted !== undefined && wanted !== 'off')
    const runs = only.size > 0 ? only.has(entry.id) : wanted !== 'off' && (byName || isActive(presets, entry.presets))
    if (!runs) return false
    if (byName) named.add(entry.id)
    severities.set(entry.id, wanted === undefined || wanted === 'off' ? entry.severity : wanted)
    return true
  })
  return { entries: selected, severities, named, presets, unknown: unknownNames(entries, settings) }
}

function unknownNames(entries: readonly RuleEntry[], settings: RuleSettings): readonly UnknownName[] {
  const ids = entries.map(entry => entry.id)
  const known = new Set(ids)
  const rules = [...settings.rules.keys(), ...settings.only].filter(id => !known.has(id))
  const presets = settings.presets.filter(name => !presetNames.includes(name))
  return [...rules.map(name => unknownName('rule', name, ids)), ...presets.map(name => unknownName('preset', name, presetNames))]
}

function unknownName(what: UnknownName['what'], name: string, candidates: readonly string[]): UnknownName {
  const suggestion = nearestName(name, candidates)
  return suggestion === undefined ? { what, name } : { what, name, suggestion }
}
