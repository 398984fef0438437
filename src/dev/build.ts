import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, readFileSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { cleanManifest } from './bench/manifests.ts'
import { type Chunk, hotFile, warmFile } from './bundle/chunk.ts'
import { writeCompiled } from './bundle/compile.ts'
import { compiledFile } from './bundle/loader.ts'
import { licensesOf } from './licenses.ts'
import { buildProgram, mistaken } from './program.ts'
import { filesBelow, root, writeWhole } from './project.ts'

const dist = join(root, 'dist')

const chunks = await buildProgram()
// code that was compiled for another text must never meet this one
for (const file of [hotFile, warmFile]) rmSync(join(dist, compiledFile(file)), { force: true })
for (const chunk of chunks) writeWhole(join(dist, chunk.path), chunk.text)
writeWhole(join(dist, 'licenses.txt'), licensesOf(chunks.flatMap(chunk => chunk.inputs.map(input => input.path))))
writeWhole(join(dist, 'index.mjs'), moduleWrapper(chunks.find(chunk => chunk.path === 'index.cjs')!))
const types = writeTypes()
chmodSync(join(dist, 'cli.cjs'), 0o755)
removeStale(types)
writeCompiled(dist, cleanManifest, mistaken)
printSizes()

/** An ES module that shares the state of the CommonJS library. */
function moduleWrapper(chunk: Chunk): string {
  return `import library from './index.cjs'\nexport const { ${[...chunk.exports].sort().join(', ')} } = library\n`
}

/** Declarations of the library, whose specifiers name the declaration files as every resolution mode finds them. */
function writeTypes(): readonly string[] {
  const out = join(root, 'node_modules/.cache/seatrial/types')
  rmSync(out, { recursive: true, force: true })
  execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.types.json', '--outDir', out], {
    cwd: root,
    stdio: 'inherit',
  })
  const files = reachableTypes(out, 'src/index.d.ts')
  for (const file of files) {
    const text = readFileSync(join(out, file), 'utf8').replace(/((?:from|import)\s*\(?\s*["']\.{1,2}\/[^"']+)\.ts(["'])/g, '$1.js$2')
    writeWhole(join(dist, 'types', file), text)
  }
  // the declarations describe a CommonJS module, which both `import` and `require` may name
  writeWhole(join(dist, 'types/package.json'), '{ "type": "commonjs" }\n')
  return [...files]
}

/** The declarations that a file and those that it imports are made of. */
function reachableTypes(folder: string, first: string): ReadonlySet<string> {
  const reached = new Set<string>()
  const pending = [first]
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    if (reached.has(file)) continue
    reached.add(file)
    const text = readFileSync(join(folder, file), 'utf8')
    const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*["'](\.{1,2}\/[^"']+)\.ts["']/g)].map(match => match[1]!)
    pending.push(...specifiers.map(specifier => join(dirname(file!), `${specifier}.d.ts`)))
  }
  return reached
}

function removeStale(types: readonly string[]): void {
  if (!existsSync(dist)) return
  const wanted = new Set([
    ...chunks.map(chunk => chunk.path),
    ...types.map(file => `types/${file}`),
    'index.mjs',
    'types/package.json',
    'licenses.txt',
  ])
  for (const file of filesBelow(dist)) if (!wanted.has(file)) rmSync(join(dist, file), { force: true })
}

function printSizes(): void {
  const code = chunks.map(chunk => ({ path: chunk.path, bytes: Buffer.byteLength(chunk.text) })).sort((a, b) => b.bytes - a.bytes)
  for (const { path, bytes } of code.slice(0, 12)) console.log(`${kilobytes(bytes).padStart(9)}  dist/${path}`)
  if (code.length > 12) console.log(`           and ${code.length - 12} smaller ones`)
  const total = existsSync(dist) ? filesBelow(dist).reduce((sum, file) => sum + statSync(join(dist, file)).size, 0) : 0
  const program = code.reduce((sum, chunk) => sum + chunk.bytes, 0)
  console.log(
    `${kilobytes(total).padStart(9)}  dist: ${kilobytes(program)} of program in ${code.length} files, the rest compiled code and types`
  )
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`
}
