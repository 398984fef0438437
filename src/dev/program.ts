import { cleanManifest, manifestWithAnchors, manifestWithFindings, manifestWithSyntaxError } from './bench/manifests.ts'
import { type Bundle, bundleProgram } from './bundle/bundle.ts'
import { type Chunk, hotFile } from './bundle/chunk.ts'
import { getterOf, type TableForm, withGetters } from './bundle/deferred.ts'
import { divide } from './bundle/divide.ts'
import { finish } from './bundle/finish.ts'
import { readGraph } from './bundle/graph.ts'
import { rareFunctions } from './bundle/rare-functions.ts'
import { functionUses } from './bundle/trial.ts'

/** What the published program is made of. */
const whole = {
  main: 'src/cli/main.ts',
  first: { module: 'src/cli/run.ts', export: 'run' },
  library: 'src/index.ts',
  transparent: ['rules/kit.ts', 'src/report/results/version.ts'],
}
/** Manifests with one mistake each, or with what only some have. */
export const mistaken: readonly string[] = [manifestWithFindings, manifestWithAnchors, manifestWithSyntaxError]

/** The files of the published program; what a manifest without mistakes does not need is loaded on demand. */
export async function buildProgram(minify = true): Promise<readonly Chunk[]> {
  const { bundle, plain, warmTexts } = await draft()
  const [sound, ...others] = functionUses(plain, [cleanManifest, ...mistaken])
  const rare = rareFunctions(plain.find(({ path }) => path === hotFile)!.text, sound!, others.flat())
  return finish(
    withTables(bundle, table => rare.has(getterOf(table)), 'made at once'),
    { minify, rare, warmTexts }
  )
}

/** The files of a program that does the same, made faster. */
export async function buildDraft(): Promise<readonly Chunk[]> {
  return (await draft()).plain
}

async function draft(): Promise<{ readonly bundle: Bundle; readonly plain: readonly Chunk[]; readonly warmTexts: readonly string[] }> {
  const graph = await readGraph(whole)
  const divided = await divide(whole, graph, cleanManifest, mistaken)
  if (typeof divided === 'string') throw new Error(`A check of a manifest fails, which shows what is needed first:\n${divided}`)
  const { program, warmTexts } = divided
  const bundle = await bundleProgram(program, graph)
  const plain = await finish(
    withTables(bundle, () => true, 'made when asked for'),
    { minify: false, rare: new Map(), warmTexts }
  )
  return { bundle, plain, warmTexts }
}

function withTables(bundle: Bundle, ...how: [isWanted: (table: string) => boolean, form: TableForm]): Bundle {
  return { ...bundle, hot: { ...bundle.hot, text: withGetters(bundle.hot.text, ...how) } }
}
