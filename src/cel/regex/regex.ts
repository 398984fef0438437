import { word } from './classes.ts'
import { type Assertion, RegexError } from './nodes.ts'
import { parseRegex } from './parse.ts'
import { type RegexProgram, regexProgram } from './program.ts'

/** A pattern of Go's regexp; matching takes time linear in the text. */
export interface Regex {
  /** Whether a text holds a match. */
  test(text: string): boolean
  /** The matches of a text from left to right that do not overlap, at most so many. */
  findAll(text: string, most?: number): string[]
}

const compiled = new Map<string, Regex | { readonly error: string }>()
const mostCompiled = 200
const mostWork = 20_000_000

/** Compiles a pattern, or says what is wrong with it in Go's words. */
export function compileRegex(pattern: string): Regex | { readonly error: string } {
  const known = compiled.get(pattern)
  if (known !== undefined) return known
  const regex = compileNew(pattern)
  if (compiled.size >= mostCompiled) compiled.clear()
  compiled.set(pattern, regex)
  return regex
}

function compileNew(pattern: string): Regex | { readonly error: string } {
  try {
    const program = regexProgram(parseRegex(pattern))
    return { test: text => search(program, codesOf(text), 0, true) !== undefined, findAll: (text, most) => findAll(program, text, most) }
  } catch (error) {
    if (error instanceof RegexError) return { error: error.message }
    throw error
  }
}

function codesOf(text: string): number[] {
  return Array.from(text, character => character.codePointAt(0)!)
}

interface Match {
  readonly start: number
  readonly end: number
}

function findAll(program: RegexProgram, text: string, most = Number.POSITIVE_INFINITY): string[] {
  const codes = codesOf(text)
  const found: string[] = []
  let previous = -1
  for (let at = 0; at <= codes.length && found.length < most; ) {
    const match = search(program, codes, at, false)
    if (match === undefined) break
    const empty = match.end === match.start
    if (!(empty && match.start === previous)) found.push(String.fromCodePoint(...codes.slice(match.start, match.end)))
    previous = match.end
    at = match.end > at ? match.end : at + 1
  }
  return found
}

interface Thread {
  readonly step: number
  readonly start: number
}

/** Thrown where a search would take longer than any text that a rule may read. */
export class RegexTooExpensive extends Error {}

/** The leftmost match from a place on, its alternatives tried in order: all threads go through the text side by side. */
function search({ steps, start }: RegexProgram, codes: readonly number[], from: number, anyMatch: boolean): Match | undefined {
  let threads: Thread[] = []
  let match: Match | undefined
  let work = 0
  const seen = new Float64Array(steps.length).fill(-1)
  for (let at = from; at <= codes.length; at++) {
    const ready: Thread[] = []
    for (const thread of threads) follow(thread, at, ready)
    if (match === undefined) follow({ step: start, start: at }, at, ready)
    work += ready.length
    if (work > mostWork) throw new RegexTooExpensive()
    threads = []
    for (const thread of ready) {
      const step = steps[thread.step]!
      if (step.kind === 'match') {
        match = { start: thread.start, end: at }
        if (anyMatch) return match
        break
      }
      if (step.kind === 'character' && at < codes.length && step.test(codes[at]!)) threads.push({ step: step.next, start: thread.start })
    }
    if (threads.length === 0 && match !== undefined) return match
  }
  return match

  function follow(first: Thread, at: number, ready: Thread[]): void {
    const stack = [first.step]
    while (stack.length > 0) {
      const index = stack.pop()!
      if (seen[index] === at) continue
      seen[index] = at
      const step = steps[index]!
      if (step.kind === 'fork') for (let way = step.next.length - 1; way >= 0; way--) stack.push(step.next[way]!)
      else if (step.kind === 'assertion') {
        if (holds(step.assertion, codes, at)) stack.push(step.next)
      } else ready.push({ step: index, start: first.start })
    }
  }
}

function holds(assertion: Assertion, codes: readonly number[], at: number): boolean {
  switch (assertion) {
    case 'text-start':
      return at === 0
    case 'text-end':
      return at === codes.length
    case 'line-start':
      return at === 0 || codes[at - 1] === 0x0a
    case 'line-end':
      return at === codes.length || codes[at] === 0x0a
    default: {
      const before = at > 0 && word(codes[at - 1]!)
      const after = at < codes.length && word(codes[at]!)
      return (before !== after) === (assertion === 'word-boundary')
    }
  }
}
