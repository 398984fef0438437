import { type Chunk, hotFile, type Program, schemes, warmFile } from './chunk.ts'
import type { Graph } from './graph.ts'
import { buildLayer } from './layer.ts'
import { buildSideFiles, type SideFile } from './side-files.ts'
import { allUses, printedUses, type Uses, usesOfCommonJs, usesOfEsModules } from './uses.ts'

/** A program in its files, before they are CommonJS that runs. */
export interface Bundle {
  readonly hot: Chunk
  readonly warm: Chunk
  readonly side: readonly SideFile[]
  /** What is used of the hot modules and of the warm ones: the lists that their files export. */
  readonly uses: { readonly hot: Uses; readonly warm: Uses }
}

/**
 * Bundles a program: one file holds what every run needs, one what manifests with mistakes need beside it, and side files, which are loaded when
 * something of them is first used, the rest. No module stands in two files.
 */
export async function bundleProgram(program: Program, { sources, onDemand }: Graph): Promise<Bundle> {
  const placed = new Set([...program.hot, ...program.warm, ...program.transparent])
  const layers = [...named(program.hot, schemes.hot), ...named(program.warm, schemes.warm)]
  const rest = named(
    [...sources, ...onDemand].filter(module => !placed.has(module)),
    schemes.side
  )
  const outside = {
    hot: new Map([...layers.filter(([module]) => !program.hot.includes(module)), ...rest]),
    warm: new Map([...layers.filter(([module]) => !program.warm.includes(module)), ...rest]),
    side: new Map(layers),
  }
  let uses = { hot: new Map() as Uses, warm: new Map(program.warm.map(module => [module, new Set(['*'])])) as Uses }
  for (;;) {
    const [hot, warm] = await Promise.all([
      buildLayer({ path: hotFile, modules: new Set(program.hot), first: program.first, outside: outside.hot }, uses.hot),
      buildLayer({ path: warmFile, modules: new Set(program.warm), outside: outside.warm }, uses.warm),
    ])
    const needed = [hot, warm].flatMap(({ text }) => [...usesOfCommonJs(schemes.side, text).keys()])
    const apart = new Set([...needed, ...[...onDemand].filter(module => !placed.has(module))])
    const side = await buildSideFiles(program, [...apart].sort(), outside.side)
    const texts = side.map(({ text }) => text)
    const found = {
      hot: allUses([usesOfCommonJs(schemes.hot, warm.text), usesOfEsModules(schemes.hot, texts)], program.first.module),
      warm: allUses([usesOfCommonJs(schemes.warm, hot.text), usesOfEsModules(schemes.warm, texts)]),
    }
    if (printedUses(found.hot) === printedUses(uses.hot) && printedUses(found.warm) === printedUses(uses.warm))
      return { hot, warm, side, uses }
    uses = found
  }
}

function named(modules: readonly string[], scheme: string): readonly (readonly [module: string, specifier: string])[] {
  return modules.map(module => [module, scheme + module] as const)
}
