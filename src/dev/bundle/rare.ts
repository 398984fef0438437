import { mainFile } from './chunk.ts'
import { reassigned, type Statement, statementsOf } from './statements.ts'

/** What is moved out of the hot file into one other. */
interface Moved {
  readonly place: string
  readonly statements: readonly Statement[]
  /** Functions that the hot file calls, in the order in which they are exported. */
  readonly called: readonly string[]
  /** What it needs of the hot file. */
  readonly needs: readonly string[]
}

/** A file of what was moved out of the hot file. */
export interface RareFile {
  /** Path below dist; none where it is a part of the warm file. */
  readonly path?: string
  readonly text: string
  /** An expression for what it exports. */
  readonly value: string
}

/** The place of functions that the warm file holds. */
export const forMistakes = 'mistakes'

/**
 * Moves rare functions, and what only they need, out of the hot file into files of their own. In the place of each stands one that loads its
 * file when it is first called. The text is the body of a function that returns what the other files need.
 */
export function moveRare(hot: string, rare: ReadonlyMap<string, string>): { readonly text: string; readonly files: readonly RareFile[] } {
  if (rare.size === 0) return { text: `${hot}return { first: $first, parts: $parts, lent: [] };\n`, files: [] }
  const statements = statementsOf(withoutRepeatedImports(hot))
  const places = placesOf(statements, rare)
  const kept = statements.filter(statement => !places.has(statement))
  const files = [...new Set(places.values())].sort().map(name => movedTo(name, statements, places))
  const needed = new Set([...kept.flatMap(others), ...files.flatMap(({ needs }) => needs)])
  const own = kept.filter(({ kind, name }) => kind !== 'import' || needed.has(name!))
  const text = [
    substitutes(files),
    ...own.map(statement => statement.text),
    `return { first: $first, parts: $parts, lent: ${lendings(files)} };\n`,
  ].join('')
  return { text, files: files.map((file, index) => rareFile(file, index, statements)) }
}

/** What stands in the hot file for the functions that it calls: each loads its file, which then takes the place of all that it holds. */
function substitutes(files: readonly Moved[]): string {
  if (files.length === 0) return ''
  const loads = files.map(
    ({ place, called }) =>
      `() => [${called.join(', ')}] = ${place === forMistakes ? `require("./${mainFile}").warm().rare()` : `require("./${pathOf(place)}")`}`
  )
  // one statement for each: taking an array apart is many instructions for every name
  const names = files.map(({ called }, file) => `$next = $rare(${file}), ${called.map(name => `${name} = $next()`).join(', ')}`)
  const rare = `file => {
  let index = 0;
  return () => {
    const own = index++;
    return (...words) => ($loaded[file] ??= $files[file]())[own](...words);
  };
}`
  return `var $loaded = [], $files = [${loads.join(', ')}], $rare = ${rare}, $next, ${names.join(', ')};\n`
}

/** How the hot file gives the others what they need. */
function lendings(files: readonly Moved[]): string {
  return `[${files.map(({ needs }) => `() => [${needs.join(', ')}]`).join(', ')}]`
}

function pathOf(place: string): string {
  return `chunks/rare.${place}.cjs`
}

/** One variable for a file, however many modules import it. */
function withoutRepeatedImports(text: string): string {
  const firsts = new Map<string, string>()
  const same = new Map<string, string>()
  const once = text.replace(
    /^var ([\w$]+) = (require\("(?:side:|warm:|texts:|node:)[^"]+"\));\n/gm,
    (whole, name: string, load: string) => {
      const first = firsts.get(load)
      if (first === undefined) firsts.set(load, name)
      else same.set(name, first)
      return first === undefined ? whole : ''
    }
  )
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

function movedTo(place: string, statements: readonly Statement[], places: ReadonlyMap<Statement, string>): Moved {
  const own = statements.filter(statement => places.get(statement) === place)
  const elsewhere = new Set(statements.filter(statement => places.get(statement) !== place).flatMap(others))
  const words = new Set(own.flatMap(others))
  const outside = statements.filter(statement => statement.kind !== 'import' && places.get(statement) !== place)
  return {
    place,
    statements: own,
    called: own.flatMap(({ kind, name }) => (kind === 'function' && elsewhere.has(name!) ? [name!] : [])),
    needs: outside.flatMap(({ names }) => names.filter(name => words.has(name))),
  }
}

function rareFile({ place, statements, called, needs }: Moved, index: number, all: readonly Statement[]): RareFile {
  const words = new Set(statements.flatMap(others))
  const imports = all.filter(({ kind, name }) => kind === 'import' && words.has(name!))
  const path = place === forMistakes ? undefined : pathOf(place)
  const text = [
    `const [${needs.join(', ')}] = require("${path === undefined ? './' : '../'}${mainFile}").lent(${index});\n`,
    ...imports.map(statement => statement.text),
    ...statements.map(statement => statement.text),
  ].join('')
  return { ...(path !== undefined && { path }), text, value: `[${called.join(', ')}]` }
}
