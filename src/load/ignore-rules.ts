import { type NameMatcher, nameMatcher } from './wildcard.ts'

/** What one directory's ignore files say about an entry: excluded, expressly not, or nothing. */
export type IgnoreVerdict = 'excluded' | 'included' | undefined

interface Pattern {
  readonly order: number
  readonly negated: boolean
  readonly directoriesOnly: boolean
}
interface PathPattern extends Pattern {
  /** `**` as undefined; the last one is never undefined unless the pattern ends so. */
  readonly parts: readonly (NameMatcher | undefined)[]
}
interface NamePattern extends Pattern {
  readonly matches: NameMatcher
}

/** Beyond these a file of patterns is no list that somebody keeps; what follows is not looked at. */
const mostWildcards = 1000
const longestPattern = 256

/** The patterns of the ignore files of one directory, as git reads them: the last match decides. */
export class IgnoreRules {
  /** Names without wildcards, and `*.ending`: the greater part of all patterns. */
  readonly #names = new Map<string, Pattern[]>()
  readonly #endings = new Map<string, Pattern[]>()
  readonly #wildcards: NamePattern[] = []
  readonly #paths: PathPattern[] = []
  #count = 0

  get isEmpty(): boolean {
    return this.#count === 0
  }

  add(text: string): void {
    for (const line of text.split('\n')) this.#addLine(line)
  }

  /** `directory` holds the names that lead from the ignore file to the entry. */
  verdict(directory: readonly string[], name: string, isDirectory: boolean): IgnoreVerdict {
    let last: Pattern | undefined
    const consider = (pattern: Pattern): void => {
      if ((isDirectory || !pattern.directoriesOnly) && (last === undefined || pattern.order > last.order)) last = pattern
    }
    this.#names.get(name)?.forEach(consider)
    const dot = name.lastIndexOf('.')
    if (dot !== -1) this.#endings.get(name.slice(dot))?.forEach(consider)
    for (const pattern of this.#wildcards) if (pattern.matches(name)) consider(pattern)
    for (const pattern of this.#paths) if (matchesPath(pattern.parts, directory, name)) consider(pattern)
    return last === undefined ? undefined : last.negated ? 'included' : 'excluded'
  }

  #addLine(line: string): void {
    let pattern = line.replace(/\r$/, '').replace(/(?<!\\)[ \t]+$/, '')
    if (pattern === '' || pattern.startsWith('#') || pattern.length > longestPattern) return
    const negated = pattern.startsWith('!')
    if (negated) pattern = pattern.slice(1)
    const directoriesOnly = pattern.endsWith('/')
    if (directoriesOnly) pattern = pattern.slice(0, -1)
    const rule = { order: this.#count++, negated, directoriesOnly }
    if (pattern.includes('/')) this.#addPath(rule, pattern)
    else this.#addName(rule, pattern)
  }

  #addName(rule: Pattern, pattern: string): void {
    if (!/[*?[\\]/.test(pattern)) append(this.#names, pattern, rule)
    else if (/^\*\.[^.*?[\\]+$/.test(pattern)) append(this.#endings, pattern.slice(1), rule)
    else if (this.#wildcards.length < mostWildcards) this.#wildcards.push({ ...rule, matches: nameMatcher(pattern) })
  }

  #addPath(rule: Pattern, pattern: string): void {
    if (this.#paths.length >= mostWildcards) return
    const parts = pattern.replace(/^\//, '').split('/')
    const kept = parts.filter((part, i) => part !== '' && !(part === '**' && parts[i - 1] === '**'))
    this.#paths.push({ ...rule, parts: kept.map(part => (part === '**' ? undefined : nameMatcher(part))) })
  }
}

/** The parts against the names of a path, `**` standing for any number of names, at the end for at least one. */
function matchesPath(parts: readonly (NameMatcher | undefined)[], directory: readonly string[], name: string): boolean {
  const last = parts.at(-1)
  if (last !== undefined && !last(name)) return false
  const length = directory.length + 1
  let p = 0
  let n = 0
  let star = -1
  let resume = 0
  while (n < length) {
    const part = parts[p]
    if (p < parts.length && part === undefined) {
      if (p === parts.length - 1) return true
      star = p++
      resume = n
    } else if (part?.(n === directory.length ? name : directory[n]!) === true) {
      p++
      n++
    } else if (star !== -1) {
      p = star + 1
      n = ++resume
    } else return false
  }
  return p === parts.length
}

function append(map: Map<string, Pattern[]>, key: string, pattern: Pattern): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [pattern])
  else list.push(pattern)
}
