import { foldCase, namedClasses, not, perlClasses, unicodeClass } from './classes.ts'
import { assertions, controls, type Flags } from './escapes.ts'
import { type CharacterTest, RegexError, type RegexNode } from './nodes.ts'

const mostRepeats = 1000
const deepest = 1000
const lastCode = 0x10ffff

/** Parses a pattern of Go's regexp, or throws what is wrong with it. Mirrors Go regexp/syntax/parse.go, 1.26. */
export function parseRegex(pattern: string): RegexNode {
  return new Parser([...pattern]).whole()
}

class Parser {
  readonly #text: readonly string[]
  #at = 0
  #depth = 0
  #flags: Flags = { ignoreCase: false, multiline: false, dotAll: false, swapGreed: false }

  constructor(text: readonly string[]) {
    this.#text = text
  }

  whole(): RegexNode {
    const node = this.#choice()
    if (this.#at < this.#text.length) throw new RegexError('unexpected )', this.#text.join(''))
    return node
  }

  #choice(): RegexNode {
    if (++this.#depth > deepest) throw new RegexError('expression nests too deeply', this.#text.join(''))
    const nodes = [this.#sequence()]
    while (this.#accept('|')) nodes.push(this.#sequence())
    this.#depth--
    return nodes.length === 1 ? nodes[0]! : { kind: 'choice', nodes }
  }

  #sequence(): RegexNode {
    const nodes: RegexNode[] = []
    while (this.#at < this.#text.length && this.#text[this.#at] !== '|' && this.#text[this.#at] !== ')') {
      const start = this.#at
      const atom = this.#atom()
      if (atom !== undefined) nodes.push(this.#repeated(atom, start))
    }
    return nodes.length === 1 ? nodes[0]! : { kind: 'sequence', nodes }
  }

  /** One atom; undefined where only flags are set. */
  #atom(): RegexNode | undefined {
    const start = this.#at
    const character = this.#text[this.#at++]!
    switch (character) {
      case '(':
        return this.#group(start)
      case '[':
        return this.#character(this.#class(start))
      case '.':
        return { kind: 'character', test: this.#flags.dotAll ? () => true : code => code !== 0x0a }
      case '^':
        return { kind: 'assertion', assertion: this.#flags.multiline ? 'line-start' : 'text-start' }
      case '$':
        return { kind: 'assertion', assertion: this.#flags.multiline ? 'line-end' : 'text-end' }
      case '*':
      case '+':
      case '?':
        throw new RegexError('missing argument to repetition operator', character)
      case '{':
        if (this.#bounds(start) !== undefined) throw new RegexError('missing argument to repetition operator', this.#since(start))
        return this.#literal(0x7b)
      case '\\':
        return this.#escaped(start)
      default:
        return this.#literal(character.codePointAt(0)!)
    }
  }

  #group(start: number): RegexNode | undefined {
    const before = this.#flags
    if (this.#accept('?') && !this.#named()) {
      if (this.#setFlags(start)) return undefined
    }
    const node = this.#choice()
    if (!this.#accept(')')) throw new RegexError('missing closing )', this.#text.join(''))
    this.#flags = before
    return node
  }

  #named(): boolean {
    const rest = this.#text.slice(this.#at).join('')
    const opening = /^P?</.exec(rest)?.[0]
    if (opening === undefined) return false
    const name = /^P?<(\w+)>/.exec(rest)?.[0]
    if (name === undefined)
      throw new RegexError('invalid named capture', `(?${rest.includes('>') ? rest.slice(0, rest.indexOf('>') + 1) : rest}`)
    this.#at += name.length
    return true
  }

  /** Reads `i-s:` and the like; true where the group ends with its flags. */
  #setFlags(start: number): boolean {
    let on = true
    const names: Record<string, keyof Flags> = { i: 'ignoreCase', m: 'multiline', s: 'dotAll', U: 'swapGreed' }
    for (;;) {
      const character = this.#text[this.#at++]
      if (character === ':') return false
      if (character === ')') return true
      if (character === '-' && on) on = false
      else if (character !== undefined && Object.hasOwn(names, character)) this.#flags = { ...this.#flags, [names[character]!]: on }
      else throw new RegexError(character === undefined ? 'missing closing )' : 'invalid or unsupported Perl syntax', this.#since(start))
    }
  }

  #repeated(atom: RegexNode, start: number): RegexNode {
    let node = atom
    let last: number | undefined
    for (;;) {
      const operatorAt = this.#at
      const bounds = this.#repetition(start)
      if (bounds === undefined) return node
      if (last !== undefined) throw new RegexError('invalid nested repetition operator', this.#since(last))
      last = operatorAt
      const lazy = this.#accept('?')
      node = { kind: 'repeat', node, ...bounds, greedy: lazy === this.#flags.swapGreed }
    }
  }

  #repetition(_start: number): { readonly min: number; readonly max: number } | undefined {
    switch (this.#text[this.#at]) {
      case '*':
        this.#at++
        return { min: 0, max: Number.POSITIVE_INFINITY }
      case '+':
        this.#at++
        return { min: 1, max: Number.POSITIVE_INFINITY }
      case '?':
        this.#at++
        return { min: 0, max: 1 }
      case '{': {
        const at = this.#at++
        const bounds = this.#bounds(at)
        if (bounds === undefined) this.#at = at
        return bounds
      }
      default:
        return undefined
    }
  }

  /** `{n}`, `{n,}` or `{n,m}` behind its brace; anything else leaves the place as it was. */
  #bounds(start: number): { readonly min: number; readonly max: number } | undefined {
    const match = /^(\d+)(?:(,)(\d*))?\}/.exec(this.#text.slice(this.#at, this.#at + 20).join(''))
    if (match === null) return undefined
    this.#at += match[0].length
    const min = Number(match[1])
    const max = match[2] === undefined ? min : match[3] === '' ? Number.POSITIVE_INFINITY : Number(match[3])
    if (min > mostRepeats || (max !== Number.POSITIVE_INFINITY && max > mostRepeats) || max < min)
      throw new RegexError('invalid repeat count', this.#since(start))
    return { min, max }
  }

  #escaped(start: number): RegexNode {
    const next = this.#text[this.#at]
    if (next === undefined) throw new RegexError('trailing backslash at end of expression', '')
    const assertion = assertions.get(next)
    if (assertion !== undefined) {
      this.#at++
      return { kind: 'assertion', assertion }
    }
    if (next === 'Q') return this.#quoted()
    const test = this.#classEscape()
    return test === undefined ? this.#literal(this.#escapedCode(start)) : this.#character(test)
  }

  #quoted(): RegexNode {
    this.#at++
    const nodes: RegexNode[] = []
    while (this.#at < this.#text.length) {
      if (this.#text[this.#at] === '\\' && this.#text[this.#at + 1] === 'E') {
        this.#at += 2
        break
      }
      nodes.push(this.#literal(this.#text[this.#at++]!.codePointAt(0)!))
    }
    return { kind: 'sequence', nodes }
  }

  /** `\d`, `\pL`, `\p{Greek}` behind the backslash; undefined where it is no class. */
  #classEscape(): CharacterTest | undefined {
    const start = this.#at - 1
    const next = this.#text[this.#at]!
    const perl = perlClasses.get(next)
    if (perl !== undefined) {
      this.#at++
      return perl
    }
    if (next !== 'p' && next !== 'P') return undefined
    this.#at++
    const end = this.#text[this.#at] === '{' ? this.#text.indexOf('}', this.#at) : this.#at
    if (end < 0 || this.#text[this.#at] === undefined) throw new RegexError('invalid character class range', this.#since(start))
    const name = this.#text.slice(this.#text[this.#at] === '{' ? this.#at + 1 : this.#at, end === this.#at ? end + 1 : end).join('')
    this.#at = end + 1
    const negated = name.startsWith('^')
    const test = unicodeClass(negated ? name.slice(1) : name, this.#since(start))
    return negated === (next === 'P') ? test : not(test)
  }

  #escapedCode(start: number): number {
    const character = this.#text[this.#at++]
    if (character === undefined) throw new RegexError('trailing backslash at end of expression', '')
    const control = controls.get(character)
    if (control !== undefined) return control
    const octal = character === '0' || (/[1-7]/.test(character) && /[0-7]/.test(this.#text[this.#at] ?? ''))
    if (octal) return this.#octal(character)
    if (character === 'x') return this.#hexadecimal(start)
    if (character.codePointAt(0)! < 0x80 && !/[A-Za-z0-9]/.test(character)) return character.codePointAt(0)!
    throw new RegexError('invalid escape sequence', this.#since(start))
  }

  #octal(first: string): number {
    let digits = first
    while (digits.length < 3 && /[0-7]/.test(this.#text[this.#at] ?? '')) digits += this.#text[this.#at++]
    return Number.parseInt(digits, 8)
  }

  #hexadecimal(start: number): number {
    const match = /^(?:\{([0-9a-fA-F]+)\}|([0-9a-fA-F]{2}))/.exec(this.#text.slice(this.#at, this.#at + 12).join(''))
    const code = match === null ? Number.NaN : Number.parseInt((match[1] ?? match[2])!, 16)
    if (!(code <= lastCode)) throw new RegexError('invalid escape sequence', this.#since(start))
    this.#at += match![0].length
    return code
  }

  #class(start: number): CharacterTest {
    const negated = this.#accept('^')
    const tests: CharacterTest[] = []
    for (let first = true; first || this.#text[this.#at] !== ']'; first = false) {
      if (this.#at >= this.#text.length) throw new RegexError('missing closing ]', this.#text.slice(start).join(''))
      tests.push(this.#classPart(start))
    }
    this.#at++
    const test: CharacterTest = code => tests.some(part => part(code))
    const folded = this.#flags.ignoreCase ? foldCase(test) : test
    return negated ? not(folded) : folded
  }

  #classPart(start: number): CharacterTest {
    const named = /^\[:(\^?)(\w+):\]/.exec(this.#text.slice(this.#at, this.#at + 14).join(''))
    if (named !== null) {
      const test = namedClasses.get(named[2]!)
      if (test === undefined) throw new RegexError('invalid character class range', named[0])
      this.#at += named[0].length
      return named[1] === '^' ? not(test) : test
    }
    const partStart = this.#at
    if (this.#text[this.#at] === '\\' && this.#at + 1 < this.#text.length) {
      this.#at++
      const test = this.#classEscape()
      if (test !== undefined) return test
      this.#at--
    }
    const low = this.#classCode(start)
    if (this.#text[this.#at] !== '-' || this.#text[this.#at + 1] === ']' || this.#at + 1 >= this.#text.length) return code => code === low
    this.#at++
    const high = this.#classCode(start)
    if (high < low) throw new RegexError('invalid character class range', this.#since(partStart))
    return code => code >= low && code <= high
  }

  #classCode(start: number): number {
    if (this.#at >= this.#text.length) throw new RegexError('missing closing ]', this.#text.slice(start).join(''))
    if (this.#accept('\\')) return this.#escapedCode(this.#at - 1)
    return this.#text[this.#at++]!.codePointAt(0)!
  }

  #literal(code: number): RegexNode {
    const test: CharacterTest = other => other === code
    return this.#character(this.#flags.ignoreCase ? foldCase(test) : test)
  }

  #character(test: CharacterTest): RegexNode {
    return { kind: 'character', test }
  }

  #accept(character: string): boolean {
    if (this.#text[this.#at] !== character) return false
    this.#at++
    return true
  }

  #since(start: number): string {
    return this.#text.slice(start, this.#at).join('')
  }
}
