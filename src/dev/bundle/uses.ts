import type { schemes } from './chunk.ts'

/** What files use of each module of another: names of exports, or `*` for all of them. */
export type Uses = ReadonlyMap<string, ReadonlySet<string>>

type Scheme = (typeof schemes)[keyof typeof schemes]

/** What texts of ES modules use of modules that a scheme names. */
export function usesOfEsModules(scheme: Scheme, texts: readonly string[]): Uses {
  const imported = new RegExp(`^import (?:\\{([^}]*)\\}|(\\*) as [\\w$]+) from "${scheme}([^"]+)"`, 'gm')
  const onDemand = new RegExp(`\\bimport\\("${scheme}([^"]+)"\\)`, 'g')
  const found = texts.flatMap(text => [
    ...[...text.matchAll(imported)].flatMap(([, list, star, module]) => namesIn(list ?? star!).map(name => [module!, name] as const)),
    ...[...text.matchAll(onDemand)].map(([, module]) => [module!, '*'] as const),
  ])
  return merged(found)
}

function namesIn(list: string): readonly string[] {
  return list
    .split(',')
    .map(entry => entry.trim().split(/\s+as\s+/)[0]!)
    .filter(name => name !== '')
}

/** What a CommonJS text, as esbuild prints it, uses of modules that a scheme names. */
export function usesOfCommonJs(scheme: Scheme, text: string): Uses {
  const static_ = new RegExp(`^var ([\\w$]+) = require\\("${scheme}([^"]+)"\\);$`, 'gm')
  const onDemand = new RegExp(`\\(\\) => require\\("${scheme}([^"]+)"\\)`, 'g')
  const modules = new Map([...text.matchAll(static_)].map(([, variable, module]) => [variable!, module!]))
  const used = [...text.matchAll(/(?<!^var )\b(import_[\w$]+)(?:\.([\w$]+))?/gm)].flatMap(([, variable, name = '*']) =>
    modules.has(variable!) ? [[modules.get(variable!)!, name] as const] : []
  )
  return merged([...used, ...[...text.matchAll(onDemand)].map(([, module]) => [module!, '*'] as const)])
}

/** All that any of them says, of modules but one. */
export function allUses(uses: readonly Uses[], except?: string): Uses {
  const others = uses.flatMap(each => [...each]).filter(([module]) => module !== except)
  return merged(others.flatMap(([module, names]) => [...names].map(name => [module, name] as const)))
}

/** Where the list that a file exports has what is used of each module. */
export function exportIndexes(uses: Uses): ReadonlyMap<string, number> {
  return new Map([...uses.keys()].sort().map((module, index) => [module, index]))
}

/** A text that is the same for the same uses. */
export function printedUses(uses: Uses): string {
  return JSON.stringify([...uses].map(([module, names]) => [module, [...names].sort()]).sort())
}

function merged(pairs: readonly (readonly [module: string, name: string])[]): Uses {
  const uses = new Map<string, Set<string>>()
  for (const [module, name] of pairs) uses.set(module, (uses.get(module) ?? new Set()).add(name))
  return uses
}
