import { type Chunk, loaderFile } from './chunk.ts'
import { minified } from './minified.ts'
import { reassigned, type Statement, statementsOf } from './statements.ts'

/** What is moved out of the hot file into one other. */
interface RareFile {
  readonly path: string
  readonly statements: readonly Statement[]
  /** Functions that the hot file calls, in the order in which they are exported. */
  readonly called: readonly string[]
  /** What it needs of the hot file. */
  readonly needs: readonly string[]
}

/**
 * Moves rare functions, and what only they need, out of the hot file into files of their own. In the place of each stands one that loads its
 * file when it is first called.
 */
export async function moveRare(hot: Chunk, rare: ReadonlyMap<string, string>): Promise<readonly Chunk[]> {
  const statements = statementsOf(withoutRepeatedImports(hot.text))
  const places = placesOf(statements, rare)
  const kept = statements.filter(statement => !places.has(statement))
  const files = [...new Set(places.values())].sort().map(name => rareFile(name, statements, places))
  const needed = new Set([...kept.flatMap(others), ...files.flatMap(({ needs }) => needs)])
  const own = kept.filter(({ kind, name }) => kind !== 'import' || needed.has(name!))
  const text = [substitutes(files), ...own.map(statement => statement.text), lendings(files)].join('')
  return [{ ...hot, text: await minified(text) }, ...(await Promise.all(files.map((file, index) => chunkOf(file, index, statements))))]
}

/** What stands in the hot file for the functions that it calls: each loads its file, which then takes the place of all that it holds. */
function substitutes(files: readonly RareFile[]): string {
  const loads = files.map(({ path, called }) => `() => [${called.join(', ')}] = require("./${path}")`)
  const names = files.map(({ called }, file) => `[${called.join(', ')}] = $rare(${file}, ${called.length})`)
  const rare =
    '(file, count) => Array.from({ length: count }, (_, index) => (...words) => ($loaded[file] ??= $files[file]())[index](...words))'
  return `var $loaded = [], $files = [${loads.join(', ')}], $rare = ${rare}${names.map(name => `, ${name}`).join('')};\n`
}

/** How the hot file gives the others what they need. */
function lendings(files: readonly RareFile[]): string {
  return `module.exports.$ = [${files.map(({ needs }) => `() => [${needs.join(', ')}]`).join(', ')}];\n`
}

/** One variable for a file, however many modules import it. */
function withoutRepeatedImports(text: string): string {
  const firsts = new Map<string, string>()
  const same = new Map<string, string>()
  const once = text.replace(/^var ([\w$]+) = (require\("(?:side:|node:)[^"]+"\));\n/gm, (whole, name: string, load: string) => {
    const first = firsts.get(load)
    if (first === undefined) firsts.set(load, name)
    else same.set(name, first)
    return first === undefined ? whole : ''
  })
  return once.replace(/\bimport_[\w$]+/g, name => same.get(name) ?? name)
}

/** Which statement moves to which file: rare functions, and what no other statement names. */
function placesOf(statements: readonly Statement[], rare: ReadonlyMap<string, string>): ReadonlyMap<Statement, string> {
  const changing = reassigned(statements)
  const places = new Map<Statement, string>()
  for (const statement of statements) {
    const place = statement.kind === 'function' ? rare.get(statement.name!) : undefined
    if (place !== undefined && ![...statement.words].some(word => changing.has(word))) places.set(statement, place)
  }
  const users = new Map<string, Statement[]>()
  for (const statement of statements) for (const word of others(statement)) users.set(word, [...(users.get(word) ?? []), statement])
  for (;;) {
    const before = places.size
    for (const statement of statements) {
      const { kind, name } = statement
      if (kind !== 'variable' || places.has(statement) || changing.has(name!)) continue
      const [place, ...more] = new Set((users.get(name!) ?? []).map(user => places.get(user)))
      if (place !== undefined && more.length === 0) places.set(statement, place)
    }
    if (places.size === before) return places
  }
}

function others({ words, name }: Statement): readonly string[] {
  return [...words].filter(word => word !== name)
}

function rareFile(place: string, statements: readonly Statement[], places: ReadonlyMap<Statement, string>): RareFile {
  const own = statements.filter(statement => places.get(statement) === place)
  const elsewhere = new Set(statements.filter(statement => places.get(statement) !== place).flatMap(others))
  const words = new Set(own.flatMap(others))
  const outside = statements.filter(statement => statement.kind !== 'import' && places.get(statement) !== place)
  return {
    path: `chunks/rare.${place}.cjs`,
    statements: own,
    called: own.flatMap(({ kind, name }) => (kind === 'function' && elsewhere.has(name!) ? [name!] : [])),
    needs: outside.flatMap(({ names }) => names.filter(name => words.has(name))),
  }
}

async function chunkOf({ path, statements, called, needs }: RareFile, index: number, all: readonly Statement[]): Promise<Chunk> {
  const words = new Set(statements.flatMap(others))
  const imports = all.filter(({ kind, name }) => kind === 'import' && words.has(name!))
  const text = [
    `const [${needs.join(', ')}] = require("../${loaderFile}").$[${index}]();\n`,
    ...imports.map(statement => statement.text),
    ...statements.map(statement => statement.text),
    `module.exports = [${called.join(', ')}];\n`,
  ].join('')
  return { path, text: await minified(text), exports: [], inputs: [] }
}
