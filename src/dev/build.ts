import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { bundleChunks, type Chunk } from './chunks.ts'
import { licensesOf } from './licenses.ts'
import { filesBelow, root, writeWhole } from './project.ts'

const dist = join(root, 'dist')
/** What a manifest without mistakes does not need: each of these is a file of its own, loaded on first use. */
const apart: readonly string[] = [
  'src/config/nodes.ts',
  'src/lint/diagnose.ts',
  'src/load/component-configuration.ts',
  'src/load/foreign-files.ts',
  'src/load/template.ts',
  'src/load/walk.ts',
  'src/report/code-frame.ts',
  'src/schema/decode-message.ts',
  'src/schema/duplicate-fields.ts',
  'src/schema/go-time.ts',
  'src/schema/nearest-kind.ts',
  'src/schema/scalar-failure.ts',
  'src/schema/suggest-field.ts',
  'src/schema/type-words.ts',
]
const entries = Object.fromEntries(
  Object.entries({ cli: 'src/cli/main.ts', index: 'src/index.ts' }).filter(([, source]) => existsSync(join(root, source)))
)

const chunks = Object.keys(entries).length === 0 ? [] : await bundleChunks(
  entries,
  apart.filter(source => existsSync(join(root, source)))
)
const library = chunks.find(chunk => chunk.path === 'index.cjs')
for (const chunk of chunks) writeWhole(join(dist, chunk.path), chunk.text)
writeWhole(join(dist, 'licenses.txt'), licensesOf(chunks.flatMap(chunk => chunk.inputs.map(input => input.path))))
if (library !== undefined) {
  writeWhole(join(dist, 'index.mjs'), moduleWrapper(library))
  writeTypes()
}
if (entries['cli'] !== undefined) chmodSync(join(dist, 'cli.cjs'), 0o755)
removeStale()
printSizes()

/** An ES module that shares the state of the CommonJS library. */
function moduleWrapper(chunk: Chunk): string {
  return `import library from './index.cjs'\nexport const { ${[...chunk.exports].sort().join(', ')} } = library\n`
}

/** Declarations of the library, whose specifiers name the declaration files as every resolution mode finds them. */
function writeTypes(): void {
  const out = join(root, 'node_modules/.cache/seatrial/types')
  rmSync(out, { recursive: true, force: true })
  execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.types.json', '--outDir', out], {
    cwd: root,
    stdio: 'inherit',
  })
  for (const file of filesBelow(out)) {
    const text = readFileSync(join(out, file), 'utf8').replace(/((?:from|import)\s*\(?\s*["']\.{1,2}\/[^"']+)\.ts(["'])/g, '$1.js$2')
    writeWhole(join(dist, 'types', file), text)
  }
  // the declarations describe a CommonJS module, which both `import` and `require` may name
  writeWhole(join(dist, 'types/package.json'), '{ "type": "commonjs" }\n')
}

function removeStale(): void {
  if (!existsSync(dist)) return
  const types = filesBelow(join(root, 'node_modules/.cache/seatrial/types')).map(file => `types/${file}`)
  const wanted = new Set([...chunks.map(chunk => chunk.path), ...types, 'index.mjs', 'types/package.json', 'licenses.txt'])
  for (const file of filesBelow(dist)) if (!wanted.has(file)) rmSync(join(dist, file), { force: true })
}

function printSizes(): void {
  const code = chunks.map(chunk => ({ path: chunk.path, bytes: Buffer.byteLength(chunk.text) })).sort((a, b) => b.bytes - a.bytes)
  for (const { path, bytes } of code.slice(0, 12)) console.log(`${kilobytes(bytes).padStart(9)}  dist/${path}`)
  if (code.length > 12) console.log(`           and ${code.length - 12} smaller ones`)
  const total = existsSync(dist) ? filesBelow(dist).reduce((sum, file) => sum + statSync(join(dist, file)).size, 0) : 0
  const program = code.reduce((sum, chunk) => sum + chunk.bytes, 0)
  console.log(`${kilobytes(total).padStart(9)}  dist: ${kilobytes(program)} of program in ${code.length} files, the rest types`)
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`
}
