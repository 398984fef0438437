import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { bundleProgram } from './bundle.ts'
import { type Chunk, hotFile, type Program, sideName } from './chunk.ts'
import { modulesOnDemand } from './graph.ts'

/** Smaller ones are read faster where they stand than from a file of their own. */
const smallestFile = 500

/**
 * Divides a program by what a check of the given manifest runs: that is hot, and what it imports without need stands apart. Found by running
 * the program, so that no list has to be kept. Where it does not run, the result is what it says.
 */
export async function divide(program: Program, manifest: string): Promise<Program | string> {
  const scratch = mkdtempSync(join(tmpdir(), 'seatrial-bundle-'))
  try {
    const whole = await withAllHot(scratch, program, manifest)
    return typeof whole === 'string' ? whole : await withoutUnused(scratch, whole, manifest)
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** Adds the modules that are imported on demand and always are. */
async function withAllHot(scratch: string, program: Program, manifest: string): Promise<Program | string> {
  const { ended, message, loaded } = run(scratch, await bundleProgram(program, { minify: false }), manifest)
  if (!ended) return message
  const onDemand = await modulesOnDemand(program)
  const added = [...onDemand].filter(module => loaded.has(`${sideName(module)}.cjs`) && !program.hot.includes(module))
  return added.length === 0 ? program : withAllHot(scratch, { ...program, hot: [...program.hot, ...added].sort() }, manifest)
}

/** Sets apart what is not needed. */
async function withoutUnused(scratch: string, program: Program, manifest: string): Promise<Program | string> {
  let apart = run(scratch, await bundleProgram(program, { minify: false }), manifest).unused
  for (;;) {
    const divided = { ...program, apart }
    const chunks = await bundleProgram(divided, { minify: true })
    const { loaded, ended, message } = run(scratch, chunks, manifest)
    // what is loaded all the same is data, or is used while the program is being loaded
    const used = new Set(chunks.filter(({ path }) => loaded.has(basename(path))).flatMap(({ inputs }) => inputs.map(({ path }) => path)))
    const left = apart.filter(module => !used.has(module) && !loaded.has(`${sideName(module)}.cjs`))
    if (left.length === apart.length) return ended ? divided : message
    apart = left
  }
}

/** Side files that are loaded for any of the given manifests. */
export function filesLoaded(chunks: readonly Chunk[], manifests: readonly string[]): ReadonlySet<string> {
  const scratch = mkdtempSync(join(tmpdir(), 'seatrial-bundle-'))
  try {
    return new Set(manifests.flatMap(manifest => [...run(scratch, chunks, manifest).loaded].map(name => `chunks/${name}`)))
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

interface Run {
  readonly ended: boolean
  readonly message: string
  readonly unused: readonly string[]
  /** Names of the side files that were loaded. */
  readonly loaded: ReadonlySet<string>
}

/** Notes the files that are loaded, also where loading fails. */
const hook = `const { Module } = require("node:module");
const { appendFileSync } = require("node:fs");
const load = Module.prototype.load;
Module.prototype.load = function (file) {
  appendFileSync(__dirname + "/loaded", file + "\\n");
  return load.call(this, file);
};
`

function run(scratch: string, chunks: readonly Chunk[], manifest: string): Run {
  const folder = mkdtempSync(join(scratch, 'run-'))
  for (const { path, text } of chunks) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  writeFileSync(join(folder, 'manifest.yaml'), manifest)
  writeFileSync(join(folder, 'hook.cjs'), hook)
  const coverage = join(folder, 'coverage')
  const { status, stderr } = spawnSync(process.execPath, ['--require', './hook.cjs', 'cli.cjs', 'manifest.yaml'], {
    cwd: folder,
    env: { NODE_V8_COVERAGE: coverage },
  })
  const scripts = readdirSync(coverage).flatMap((file): readonly Script[] => JSON.parse(readFileSync(join(coverage, file), 'utf8')).result)
  const hot = scripts.find(({ url }) => basename(url) === hotFile)
  const loaded = readFileSync(join(folder, 'loaded'), 'utf8').trimEnd().split('\n')
  return {
    ended: status === 0,
    message: stderr.toString(),
    unused: hot === undefined ? [] : unusedIn(readFileSync(join(folder, hotFile), 'utf8'), hot),
    loaded: new Set(loaded.filter(file => file.includes('/chunks/')).map(file => basename(file))),
  }
}

/** What Node writes about one script that ran. */
interface Script {
  readonly url: string
  readonly functions: readonly {
    readonly functionName: string
    readonly ranges: readonly { readonly startOffset: number; readonly endOffset: number; readonly count: number }[]
  }[]
}

/** Modules, each of which begins with a comment that names it, without a function that ran. */
function unusedIn(text: string, { functions }: Script): readonly string[] {
  const starts = [...text.matchAll(/^\/\/ ((?:src|rules|schemas)\/\S+\.ts)$/gm)].map(match => ({ module: match[1]!, at: match.index }))
  const ran = functions.flatMap(({ ranges: [whole] }) => (whole !== undefined && whole.count > 0 ? [whole.startOffset] : []))
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
