/** Every preset, and the ones that it includes. */
const includedPresets: Readonly<Record<string, readonly string[]>> = {
  correctness: [],
  recommended: ['correctness'],
  strict: ['recommended', 'correctness'],
  reliability: [],
  security: [],
  rbac: [],
  'supply-chain': [],
  org: [],
  'pss-baseline': [],
  'pss-restricted': ['pss-baseline'],
  all: [],
}

/** Names of all presets. */
export const presetNames: readonly string[] = Object.keys(includedPresets)

/** The preset of a run that names none. */
export const defaultPreset = 'correctness'

/** What a run turns on, the included presets with it. */
export type ActivePresets = ReadonlySet<string>

/** The given presets with those that they include; a name that is none is left out. */
export function activePresets(names: Iterable<string>): ActivePresets {
  const active = new Set<string>()
  for (const name of names) {
    if (!Object.hasOwn(includedPresets, name)) continue
    active.add(name)
    for (const included of includedPresets[name]!) active.add(included)
  }
  return active
}

/** Whether something that `presets` hold is turned on. */
export function isActive(active: ActivePresets, presets: readonly string[]): boolean {
  for (let i = 0; i < presets.length; i++) if (active.has(presets[i]!)) return true
  return active.has('all')
}
