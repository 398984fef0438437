import type { ReadLimits } from './limits.ts'
import { Mapping } from './mapping.ts'
import type { SourceProblem } from './problem.ts'
import { keyText, nodeWords, type Tape } from './tape.ts'

/** A value of a JSON text, or what keeps it from being one. */
export type JsonValue =
  | { readonly value: unknown; readonly end: number; readonly repeated: readonly { readonly node: number; readonly first: number }[] }
  | { readonly problem: SourceProblem }

/** The deepest nesting that the reader follows whatever the limits say: it is within every stack. */
const deepest = 1000
const number = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/y

class JsonError {
  readonly problem: SourceProblem
  constructor(problem: SourceProblem) {
    this.problem = problem
  }
}

/** Reads the JSON value at `start`, as Go's encoding/json does, and writes its places on the tape. `unusual`: the text may hold surrogates. */
export function readJson(text: string, start: number, limits: ReadLimits, tape: Tape, unusual: boolean): JsonValue {
  const reader = new JsonReader(text, start, Math.min(limits.depth, deepest), tape, unusual)
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
  readonly unusual: boolean
  pos: number
  depth = 0

  constructor(text: string, start: number, limit: number, tape: Tape, unusual: boolean) {
    this.unusual = unusual
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
          this.#fail(
            this.text.charCodeAt(start) === 125 ? 'A comma stands before `}`.' : 'A key in double quotes is missing here.',
            'Write `"key": value`.'
          )
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
    if (!this.#closes(93))
      do items.push(this.value(-1, -1))
      while (this.#goesOn(93))
    return this.#close(node, items)
  }

  #open(keyStart: number, keyEnd: number): number {
    if (++this.depth > this.limit)
      this.#fail(`Objects and arrays are nested more than ${this.limit} levels deep.`, 'Write the value with fewer levels.', 'limit')
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
    if (c !== 44 && c !== close)
      this.#fail(`A \`,\` or \`${String.fromCharCode(close)}\` is missing here.`, 'Separate the values by commas, and close every bracket.')
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
    if (!escaped) return this.unusual ? wellFormed(text.slice(start + 1, p)) : text.slice(start + 1, p)
    try {
      return wellFormed(JSON.parse(text.slice(start, p + 1)) as string)
    } catch {
      this.pos = start
      return this.#fail('A string holds an escape that JSON does not know.', 'Write `\\\\` for a backslash.')
    }
  }

  #literal(): unknown {
    const { text, pos } = this
    const short = shortInteger(text, pos)
    if (short !== undefined) {
      this.pos += short.length
      return short.value
    }
    for (const [word, value] of words) {
      if (text.startsWith(word, pos)) {
        this.pos += word.length
        return value
      }
    }
    return this.#number()
  }

  #number(): number | bigint {
    const { text, pos } = this
    number.lastIndex = pos
    const match = number.exec(text)
    if (match === null) {
      const help = 'Write a string in double quotes, a number, true, false or null.'
      return this.#fail('A value is missing here, or is none that JSON has.', help)
    }
    this.pos = number.lastIndex
    const [literal, fraction, exponent] = match
    const next = text.charAt(this.pos)
    if ((next === '.' && fraction === undefined && exponent === undefined) || (/[eE]/.test(next) && exponent === undefined)) {
      this.#fail('A number ends before its last digit.', 'Write digits behind the point or the exponent.')
    }
    const value = Number(literal)
    if (fraction !== undefined || exponent !== undefined || Number.isSafeInteger(value) || literal.length > 24) return value
    const whole = BigInt(literal)
    return whole >= -(2n ** 63n) && whole < 2n ** 64n ? whole : value
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

/** Up to 15 digits that nothing continues: nearly every number of a manifest. */
function shortInteger(text: string, start: number): { readonly value: number; readonly length: number } | undefined {
  let value = text.charCodeAt(start) - 48
  if (!(value >= 1 && value <= 9)) return undefined
  let p = start + 1
  let c = text.charCodeAt(p)
  for (; c >= 48 && c <= 57; c = text.charCodeAt(++p)) value = value * 10 + c - 48
  return c === 46 || c === 69 || c === 101 || p - start > 15 ? undefined : { value, length: p - start }
}

/** Half a surrogate pair becomes U+FFFD, as Go decodes it. */
function wellFormed(text: string): string {
  return /[\ud800-\udfff]/u.test(text) ? text.replace(/[\ud800-\udfff]/gu, '\ufffd') : text
}
