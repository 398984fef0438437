import { mainFile } from './chunk.ts'
import { given } from './link.ts'
import { gettersIn, type Reference, referencesTo } from './references.ts'
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
 * Moves rare functions, and what only they need, out of the hot file into files of their own. Whatever calls one of them loads its file first.
 * The text is the body of a function that returns what the other files need.
 */
export function moveRare(hot: string, rare: ReadonlyMap<string, string>): { readonly text: string; readonly files: readonly RareFile[] } {
  if (rare.size === 0) return { text: `${hot}return { first: $first, parts: $parts, lent: [] };\n`, files: [] }
  const statements = statementsOf(withoutRepeatedImports(hot))
  const places = placesOf(statements, rare)
  const kept = statements.filter(statement => !places.has(statement))
  const files = [...new Set(places.values())].sort().map(name => movedTo(name, statements, places))
  const needed = new Set([...kept.flatMap(others), ...files.flatMap(({ needs }) => needs)])
  const own = kept.filter(({ kind, name }) => kind !== 'import' || needed.has(name!))
  const moved = new Map(files.flatMap(({ called }, file) => called.map((name, index) => [name, { file, index }] as const)))
  const standIns = new Set<string>()
  const texts = own.map(({ name, text }) => {
    // what other files use of what was moved is loaded when they first ask for it
    if (name === '$parts') return gettersIn(text, each => (moved.has(each) ? loaded(moved.get(each)!) : undefined))
    return withLoads(text, moved, standIns)
  })
  const text = [
    loading(files),
    ...[...standIns].map(name => `var ${name} = ${standIn(moved.get(name)!)};\n`),
    ...texts,
    `return { first: $first, parts: $parts, lent: ${lendings(files, moved, standIns)} };\n`,
  ].join('')
  return { text, files: files.map((file, index) => rareFile(file, index, statements)) }
}

/** Where a function is that was moved: the number of the file, and its place in what that exports. */
interface Place {
  readonly file: number
  readonly index: number
}

function loaded({ file, index }: Place): string {
  return `$rare(${file})[${index}]`
}

function standIn({ file, index }: Place): string {
  return `$standIn(${file}, ${index})`
}

/** A statement that calls what was moved in its file; what does not call but pass it on gets a function that will. */
function withLoads(text: string, moved: ReadonlyMap<string, Place>, standIns: Set<string>): string {
  return replaced(text, moved, ({ name, as }, place) => {
    if (as === 'called') return loaded(place)
    standIns.add(name)
    return name
  })
}

function replaced(text: string, moved: ReadonlyMap<string, Place>, by: (reference: Reference, place: Place) => string): string {
  let rest = ''
  let at = 0
  for (const reference of referencesTo(moved, text)) {
    rest += text.slice(at, reference.start) + by(reference, moved.get(reference.name)!)
    at = reference.start + reference.name.length
  }
  return rest + text.slice(at)
}

/** How the hot file gets at the others. */
function loading(files: readonly Moved[]): string {
  if (files.length === 0) return ''
  return `var $loaded = [], $places = ${JSON.stringify(files.map(({ place }) => place))};
function $rare(file) {
  return $loaded[file] ??= $places[file] === "${forMistakes}" ? ${given}.warm().rare() : require("./${pathOf('" + $places[file] + "')}");
}
function $standIn(file, index) {
  return (...words) => $rare(file)[index](...words);
}
`
}

/** How the hot file gives the others what they need. */
function lendings(files: readonly Moved[], moved: ReadonlyMap<string, Place>, standIns: ReadonlySet<string>): string {
  const lent = (name: string): string => {
    const place = moved.get(name)
    return place === undefined || standIns.has(name) ? name : standIn(place)
  }
  return `[${files.map(({ needs }) => `() => [${needs.map(lent).join(', ')}]`).join(', ')}]`
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
    `const [${needs.join(', ')}] = ${path === undefined ? given : `require("../${mainFile}")`}.lent(${index});\n`,
    ...imports.map(statement => statement.text),
    ...statements.map(statement => statement.text),
  ].join('')
  return { ...(path !== undefined && { path }), text, value: `[${called.join(', ')}]` }
}
