import { nearestName } from '../k8s/nearest.ts'
import type { Severity } from './diagnostic.ts'
import type { Override } from './overrides.ts'
import { type ActivePresets, activePresets, isActive, presetNames } from './presets.ts'
import type { RuleEntry } from './rule.ts'
import { brokenOption, type GivenOptions } from './rule-options.ts'

/** What of the settings decides which rules run. */
export interface RuleSettings {
  readonly presets: readonly string[]
  readonly rules: ReadonlyMap<string, Severity | 'off'>
  /** What the settings say to single rules. */
  readonly ruleOptions?: ReadonlyMap<string, Readonly<Record<string, unknown>>>
  /** What holds in some files only. */
  readonly overrides?: readonly Override[]
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
  /** How severe the findings of a selected rule are at most, where that is not what the rule says. */
  readonly severities: ReadonlyMap<string, Severity>
  /** Rules that are asked for by name: they report whatever they find, whichever presets are on. */
  readonly named: ReadonlySet<string>
  readonly presets: ActivePresets
  /** What the settings give as options, by rule. */
  readonly options: ReadonlyMap<string, GivenOptions>
  /** Rules that run for the sake of some files only: what they find in others is left out. */
  readonly elsewhereOff: ReadonlySet<string>
  /** Mistakes of the settings; the selection goes without them. */
  readonly unknown: readonly UnknownName[]
}

/** By settings: runs that share them mostly share their rules too. */
const selections = new WeakMap<RuleSettings, { readonly of: readonly RuleEntry[]; readonly selection: RuleSelection }>()

/** The rules that presets, single settings and `--only` leave, in the order of `entries`. */
export function selectRules(entries: readonly RuleEntry[], settings: RuleSettings): RuleSelection {
  const known = selections.get(settings)
  if (known?.of === entries) return known.selection
  const selection = select(entries, settings)
  selections.set(settings, { of: entries, selection })
  return selection
}

function select(entries: readonly RuleEntry[], settings: RuleSettings): RuleSelection {
  const presets = activePresets(settings.presets)
  const only = new Set(settings.only)
  const severities = new Map<string, Severity>()
  const named = new Set<string>()
  const elsewhereOff = new Set<string>()
  const raised = new Set(
    (settings.overrides ?? []).flatMap(({ rules }) => [...rules].flatMap(([id, level]) => (level === 'off' ? [] : [id])))
  )
  const isNamed = only.size > 0 || settings.rules.size > 0 || raised.size > 0
  // rules share their lists of presets
  const on = new Map<readonly string[], boolean>()
  const selected = entries.filter(entry => {
    const { presets: own } = entry
    let isOn = on.get(own)
    if (isOn === undefined) {
      isOn = isActive(presets, own)
      on.set(own, isOn)
    }
    // most runs name no rule: then nothing but the presets decides
    if (!isNamed) return isOn
    const wanted = settings.rules.get(entry.id)
    const byName = only.has(entry.id) || (wanted !== undefined && wanted !== 'off')
    const runs = only.size > 0 ? only.has(entry.id) : wanted !== 'off' && (byName || isOn)
    if (!runs && (only.size > 0 || !raised.has(entry.id))) return false
    if (!runs) elsewhereOff.add(entry.id)
    if (byName || !runs) named.add(entry.id)
    severities.set(entry.id, wanted === undefined || wanted === 'off' ? entry.severity : wanted)
    return true
  })
  return {
    entries: selected,
    severities,
    named,
    presets,
    options: givenOptions(settings),
    elsewhereOff,
    unknown: unknownNames(entries, settings),
  }
}

/** Only checked options are ever looked at. */
function givenOptions({ ruleOptions = new Map() }: RuleSettings): ReadonlyMap<string, GivenOptions> {
  return ruleOptions as ReadonlyMap<string, GivenOptions>
}

/** What is wrong with the options that the settings give to rules, one sentence each. */
export function optionMistakes(
  entries: readonly Pick<RuleEntry, 'id' | 'options'>[],
  given: ReadonlyMap<string, Readonly<Record<string, unknown>>>
): readonly string[] {
  return [...given].flatMap(([id, options]) => {
    const schemas = entries.find(entry => entry.id === id)?.options ?? {}
    return Object.entries(options).flatMap(([name, value]) => {
      const schema = Object.hasOwn(schemas, name) ? schemas[name] : undefined
      if (schema === undefined) {
        const nearest = nearestName(name, Object.keys(schemas))
        return [`rule ${id} has no option "${name}"${nearest === undefined ? '' : `; did you mean "${nearest}"?`}`]
      }
      const wanted = brokenOption(schema, value)
      return wanted === undefined ? [] : [`option ${name} of rule ${id} must be ${wanted}`]
    })
  })
}

function unknownNames(entries: readonly RuleEntry[], settings: RuleSettings): readonly UnknownName[] {
  const inOverrides = (settings.overrides ?? []).flatMap(override => [...override.rules.keys()])
  const named = [...settings.rules.keys(), ...(settings.ruleOptions?.keys() ?? []), ...inOverrides, ...settings.only]
  const ids = named.length === 0 ? [] : entries.map(entry => entry.id)
  const known = new Set(ids)
  const rules = named.filter(id => !known.has(id))
  const presets = settings.presets.filter(name => !presetNames.includes(name))
  return [...rules.map(name => unknownName('rule', name, ids)), ...presets.map(name => unknownName('preset', name, presetNames))]
}

function unknownName(what: UnknownName['what'], name: string, candidates: readonly string[]): UnknownName {
  const suggestion = nearestName(name, candidates)
  return suggestion === undefined ? { what, name } : { what, name, suggestion }
}
