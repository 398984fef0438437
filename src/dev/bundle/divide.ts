import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { bundleProgram } from './bundle.ts'
import { type Chunk, hotFile, type Program, sideName } from './chunk.ts'
import { modulesOnDemand } from './graph.ts'
import { rareFunctions } from './rare-functions.ts'
import { type FunctionUse, tryOut, usedWhileLoading } from './trial.ts'

/** Smaller ones are read faster where they stand than from a file of their own. */
const smallestFile = 500

/**
 * Divides a program by what a check of a sound manifest runs: that is hot, and what it imports without need stands apart; so do functions that
 * it never calls, beside those that the manifests with mistakes need. Found by running the program, so that no list has to be kept. Where it
 * does not run, the result is what it says.
 */
export async function divide(program: Program, sound: string, mistaken: readonly string[]): Promise<Program | string> {
  const scratch = mkdtempSync(join(tmpdir(), 'seatrial-bundle-'))
  try {
    const whole = await withAllHot(scratch, program, sound)
    if (typeof whole === 'string') return whole
    const divided = await withoutUnused(scratch, whole, sound)
    if (typeof divided === 'string') return divided
    const chunks = await bundleProgram(divided, { minify: false })
    return { ...divided, rare: rareFunctions(textOfHot(chunks), usesOf(chunks, [sound], scratch), usesOf(chunks, mistaken, scratch)) }
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

function usesOf(chunks: readonly Chunk[], manifests: readonly string[], scratch: string): readonly FunctionUse[] {
  return manifests.flatMap(manifest => tryOut(scratch, chunks, manifest).functions)
}

function textOfHot(chunks: readonly Chunk[]): string {
  return chunks.find(({ path }) => path === hotFile)!.text
}

/** Adds the modules that are imported on demand and always are. */
async function withAllHot(scratch: string, program: Program, manifest: string): Promise<Program | string> {
  const { ended, message, loaded } = tryOut(scratch, await bundleProgram(program, { minify: false }), manifest)
  if (!ended) return message
  const onDemand = await modulesOnDemand(program)
  const added = [...onDemand].filter(module => loaded.has(`${sideName(module)}.cjs`) && !program.hot.includes(module))
  return added.length === 0 ? program : withAllHot(scratch, { ...program, hot: [...program.hot, ...added].sort() }, manifest)
}

/** Sets apart what is not needed. */
async function withoutUnused(scratch: string, program: Program, manifest: string): Promise<Program | string> {
  const plain = await bundleProgram(program, { minify: false })
  let apart = unusedModules(textOfHot(plain), tryOut(scratch, plain, manifest).functions)
  for (let isLoaded = true; ; ) {
    const divided = { ...program, apart }
    const chunks = await bundleProgram(divided, { minify: false })
    const atOnce: ReadonlySet<string> = isLoaded ? usedWhileLoading(scratch, chunks) : new Set()
    isLoaded = atOnce.size > 0
    const trial = isLoaded ? undefined : tryOut(scratch, chunks, manifest)
    const loaded = trial?.loaded ?? atOnce
    // what is loaded all the same is data, or is used while the program is being loaded
    const used = new Set(chunks.filter(({ path }) => loaded.has(basename(path))).flatMap(({ inputs }) => inputs.map(({ path }) => path)))
    const left = apart.filter(module => !used.has(module) && !loaded.has(`${sideName(module)}.cjs`))
    if (trial !== undefined && left.length === apart.length) return trial.ended ? divided : trial.message
    isLoaded &&= left.length < apart.length
    apart = left
  }
}

/** Side files that are loaded for any of the given manifests. */
export function filesLoaded(chunks: readonly Chunk[], manifests: readonly string[]): ReadonlySet<string> {
  const scratch = mkdtempSync(join(tmpdir(), 'seatrial-bundle-'))
  try {
    return new Set(manifests.flatMap(manifest => [...tryOut(scratch, chunks, manifest).loaded].map(name => `chunks/${name}`)))
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** Modules, each of which begins with a comment that names it, without a function that ran. */
function unusedModules(text: string, functions: readonly FunctionUse[]): readonly string[] {
  const starts = [...text.matchAll(/^\/\/ ((?:src|rules|schemas)\/\S+\.ts)$/gm)].map(match => ({ module: match[1]!, at: match.index }))
  const ran = functions.flatMap(use => (use.ran ? [use.at] : []))
  const sizes = new Map<string, number>()
  const used = new Set<string>()
  for (const [index, { module, at }] of starts.entries()) {
    const end = starts[index + 1]?.at ?? text.length
    sizes.set(module, (sizes.get(module) ?? 0) + end - at)
    if (ran.some(offset => offset >= at && offset < end)) used.add(module)
  }
  return [...sizes]
    .filter(([module, size]) => !used.has(module) && size >= smallestFile)
    .map(([module]) => module)
    .sort()
}
