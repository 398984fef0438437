import type { ReadLimits } from './limits.ts'
import { Mapping } from './mapping.ts'
import type { SourceProblem } from './problem.ts'
import { keyText, nodeWords, Tape } from './tape.ts'

/** A value of a JSON text, or what keeps it from being one. */
export type JsonValue =
  | { readonly value: unknown; readonly end: number; readonly repeated: readonly { readonly node: number; readonly first: number }[] }
  | { readonly problem: SourceProblem }

/** The deepest nesting that the reader follows whatever the limits say: it is within every stack. */
const deepest = 1000
const uint64Bound = 2n ** 64n
const number = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/y

class JsonError {
  readonly problem: SourceProblem
  constructor(problem: SourceProblem) {
    this.problem = problem
  }
}

/** Reads the JSON value at `start`, as Go's encoding/json does, and writes its places on the tape. */
export function readJson(text: string, start: number, limits: ReadLimits, tape: Tape): JsonValue {
  const reader = new JsonReader(text, start, Math.min(limits.depth, deepest), tape)
  try {
    return { value: reader.value(-1, -1), end: reader.pos, repeated: reader.repeated }
  } catch (error) {
    if (error instanceof JsonError) return { problem: error.problem }
    throw error
  }
}

/** The first character at or behind `from` that is no blank of JSON. */
export function skipJsonBlanks(text: string, from: number): number {
  let p = from
  for (let c = text.charCodeAt(p); c === 32 || c === 10 || c === 9 || c === 13; c = text.charCodeAt(p)) p++
  return p
}

class JsonReader {
  readonly text: string
  readonly limit: number
  readonly tape: Tape
  readonly repeated: { node: number; first: number }[] = []
  pos: number
  depth = 0

  constructor(text: string, start: number, limit: number, tape: Tape) {
    this.text = text
    this.pos = start
    this.limit = limit
    this.tape = tape
  }

  value(keyStart: number, keyEnd: number): unknown {
    const start = this.#skip()
    const c = this.text.charCodeAt(start)
    if (c === 123) return this.#object(keyStart, keyEnd)
    if (c === 91) return this.#array(keyStart, keyEnd)
    const value = c === 34 ? this.#string() : this.#literal()
    this.tape.leaf(start, this.pos, keyStart, keyEnd)
    return value
  }

  #object(keyStart: number, keyEnd: number): unknown {
    const { tape } = this
    const node = this.#open(keyStart, keyEnd)
    const members = new Mapping()
    if (!this.#closes(125)) {
      do {
        const start = this.#skip()
        if (this.text.charCodeAt(start) !== 34) {
          this.#fail(this.text.charCodeAt(start) === 125 ? 'A comma stands before `}`.' : 'A key in double quotes is missing here.', 'Write `"key": value`.')
        }
        const name = this.#string()
        const end = this.pos
        if (this.text.charCodeAt(this.#skip()) !== 58) this.#fail('A `:` is missing behind the key.', 'Write `"key": value`.')
        this.pos++
        const entry = tape.count
        if (name !== this.text.slice(start + 1, end - 1)) tape.names.set(entry, name)
        const value = this.value(start, end)
        if (members[name] !== undefined) this.#repeated(node, entry, name)
        members[name] = value
      } while (this.#goesOn(125))
    }
    return this.#close(node, members)
  }

  #array(keyStart: number, keyEnd: number): unknown {
    const node = this.#open(keyStart, keyEnd)
    const items: unknown[] = []
    if (!this.#closes(93)) do items.push(this.value(-1, -1))
      while (this.#goesOn(93))
    return this.#close(node, items)
  }

  #open(keyStart: number, keyEnd: number): number {
    if (++this.depth > this.limit) this.#fail(`Objects and arrays are nested more than ${this.limit} levels deep.`, 'Write the value with fewer levels.', 'limit')
    return this.tape.open(this.pos++, keyStart, keyEnd)
  }

  #close<T>(node: number, value: T): T {
    this.depth--
    this.tape.close(node, this.pos)
    return value
  }

  #closes(close: number): boolean {
    if (this.text.charCodeAt(this.#skip()) !== close) return false
    this.pos++
    return true
  }

  #goesOn(close: number): boolean {
    const c = this.text.charCodeAt(this.#skip())
    if (c !== 44 && c !== close) this.#fail(`A \`,\` or \`${String.fromCharCode(close)}\` is missing here.`, 'Separate the values by commas, and close every bracket.')
    this.pos++
    return c === 44
  }

  #string(): string {
    const { text } = this
    const start = this.pos
    let p = start + 1
    let escaped = false
    for (let c = text.charCodeAt(p); c !== 34; c = text.charCodeAt(p)) {
      if (c === 92) {
        escaped = true
        p++
      } else if (!(c >= 32)) {
        this.pos = p
        this.#fail('A string is not closed on its line.', 'Write the closing quote, and `\\n` for a line break.')
      }
      p++
    }
    this.pos = p + 1
    const raw = text.slice(start, p + 1)
    if (!escaped) return wellFormed(raw.slice(1, -1))
    try {
      return wellFormed(JSON.parse(raw) as string)
    } catch {
      this.pos = start
      return this.#fail('A string holds an escape that JSON does not know.', 'Write `\\\\` for a backslash.')
    }
  }

  #literal(): unknown {
    const { text, pos } = this
    for (const [word, value] of words) {
      if (text.startsWith(word, pos)) {
        this.pos += word.length
        return value
      }
    }
    number.lastIndex = pos
    const match = number.exec(text)
    if (match === null) return this.#fail('A value is missing here, or is none that JSON has.', 'Write a string in double quotes, a number, true, false or null.')
    this.pos = number.lastIndex
    const [digits, fraction, exponent] = match
    const value = Number(digits)
    if (fraction !== undefined || exponent !== undefined || Number.isSafeInteger(value)) return value
    const whole = BigInt(digits.length > 24 ? 2n ** 64n : digits)
    return whole >= -(2n ** 63n) && whole < uint64Bound ? whole : value
  }

  #repeated(mapping: number, entry: number, name: string): void {
    const { tape, text } = this
    if (this.repeated.length >= 100) return
    let first = mapping + 1
    while (first < entry && keyText(tape, text, first) !== name) first = tape.words[first * nodeWords + 4]!
    this.repeated.push({ node: entry, first })
  }

  #skip(): number {
    this.pos = skipJsonBlanks(this.text, this.pos)
    return this.pos
  }

  #fail(message: string, help: string, code: SourceProblem['code'] = 'syntax'): never {
    const start = Math.min(this.pos, this.text.length - 1)
    throw new JsonError({ code, message, help, start, end: start + 1, fatal: true })
  }
}

const words: readonly (readonly [string, boolean | null])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
]

/** Half a surrogate pair becomes U+FFFD, as Go decodes it. */
function wellFormed(text: string): string {
  return /[\ud800-\udfff]/u.test(text) ? text.replace(/[\ud800-\udfff]/gu, '\ufffd') : text
}
