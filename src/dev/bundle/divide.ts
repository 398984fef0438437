import type { Program } from './chunk.ts'
import type { Graph } from './graph.ts'
import { tryOutSources } from './source-trial.ts'

/** A program without what is hot in it. */
export type Undivided = Omit<Program, 'hot' | 'warm'>

/** A program that is divided by what it needs first, and which texts of rules manifests with mistakes need. */
export interface Divided {
  readonly program: Program
  readonly warmTexts: readonly string[]
}

/**
 * Divides a program by what checks of manifests run: what a sound one needs is hot, what mistaken ones need beside it warm. Found by running it,
 * so that no list has to be kept; what is small stands with what imports it. Where it does not run as it should, the result is what it says.
 */
export async function divide(
  program: Undivided,
  { sources, onDemand, small, imports }: Graph,
  sound: string,
  mistaken: readonly string[]
): Promise<Divided | string> {
  const whole = { ...program, hot: [], warm: [] }
  const trials = await tryOutSources(whole, sources, [sound, ...mistaken])
  if (typeof trials === 'string') return trials
  const [first, ...others] = trials
  const placed = new Set([program.main, ...program.transparent])
  const own = (modules: readonly string[]): readonly string[] => [...new Set(modules)].filter(module => !placed.has(module)).sort()
  const hot = [...own(first!.modules)]
  for (const module of hot) placed.add(module)
  // a few lines are read faster where they stand than from a file of their own
  const beside = hot.flatMap(module => imports.get(module) ?? []).filter(module => small.has(module) && !onDemand.has(module))
  for (const module of own(beside)) {
    hot.push(module)
    placed.add(module)
  }
  return {
    program: { ...program, hot, warm: own(others.flatMap(({ modules }) => modules)) },
    warmTexts: [...new Set(others.flatMap(({ texts }) => texts))].sort(),
  }
}
