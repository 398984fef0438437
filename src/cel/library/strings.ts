import { goQuote } from '../../k8s/go-quote.ts'
import type { CelFunction, FunctionTable } from '../run/cel-function.ts'
import { type CelValue, celError, isKind, listOf, valuesOf } from '../values.ts'
import { formatText } from './format-text.ts'

type Text = (text: string, ...rest: CelValue[]) => CelValue | undefined

/** A function of a text. */
function ofText(of: Text): CelFunction {
  return ([text, ...rest]) => (typeof text === 'string' ? of(text, ...rest) : undefined)
}

function outOfRange(index: bigint): CelValue {
  return celError(`index out of range: ${index}`)
}

function charAt(text: string, index: CelValue): CelValue | undefined {
  if (typeof index !== 'bigint') return undefined
  const characters = [...text]
  return index < 0n || index > characters.length ? outOfRange(index) : (characters[Number(index)] ?? '')
}

function indexOf(text: string, part: CelValue, offset: CelValue = 0n): CelValue | undefined {
  if (typeof part !== 'string' || typeof offset !== 'bigint') return undefined
  if (part === '') return offset
  if (offset < 0n) return outOfRange(offset)
  const start = unitOf(text, Number(offset))
  return start >= text.length ? -1n : codeIndex(text, text.indexOf(part, start))
}

function lastIndexOf(text: string, part: CelValue, offset?: CelValue): CelValue | undefined {
  if (typeof part !== 'string' || (offset !== undefined && typeof offset !== 'bigint')) return undefined
  const length = [...text].length
  if (part === '') return offset ?? BigInt(length)
  if (offset === undefined) return codeIndex(text, text.lastIndexOf(part))
  if (offset < 0n) return outOfRange(offset)
  return offset >= length ? -1n : codeIndex(text, text.lastIndexOf(part, unitOf(text, Number(offset))))
}

/** The place in UTF-16 units of a place in code points. */
function unitOf(text: string, index: number): number {
  return [...text].slice(0, index).join('').length
}

function codeIndex(text: string, unit: number): bigint {
  return unit < 0 ? -1n : BigInt([...text.slice(0, unit)].length)
}

function replace(text: string, from: CelValue, to: CelValue, most: CelValue = -1n): CelValue | undefined {
  if (typeof from !== 'string' || typeof to !== 'string' || typeof most !== 'bigint') return undefined
  if (most < 0n) return from === '' ? surround(text, to, Number.POSITIVE_INFINITY) : text.split(from).join(to)
  if (from === '') return surround(text, to, Number(most))
  const parts = text.split(from)
  const replaced = parts.slice(0, Number(most) + 1).join(to)
  return [replaced, ...parts.slice(Number(most) + 1)].join(from)
}

/** Puts a text before each character and behind the last, as Go replaces what is empty. */
function surround(text: string, to: string, most: number): string {
  const parts = [...text].map((character, index) => (index < most ? to + character : character))
  return parts.join('') + (parts.length < most ? to : '')
}

function split(text: string, separator: CelValue, most: CelValue = -1n): CelValue | undefined {
  if (typeof separator !== 'string' || typeof most !== 'bigint') return undefined
  if (most === 0n) return listOf([])
  const parts = separator === '' ? [...text] : text.split(separator)
  if (most < 0n || parts.length <= most) return listOf(parts)
  const kept = Number(most) - 1
  return listOf([...parts.slice(0, kept), parts.slice(kept).join(separator)])
}

function substring(text: string, start: CelValue, end?: CelValue): CelValue | undefined {
  if (typeof start !== 'bigint' || (end !== undefined && typeof end !== 'bigint')) return undefined
  const characters = [...text]
  if (end !== undefined && start > end) return celError(`invalid substring range. start: ${start}, end: ${end}`)
  const wrong = [start, end ?? 0n].find(index => index < 0n || index > characters.length)
  return wrong === undefined ? characters.slice(Number(start), end === undefined ? undefined : Number(end)).join('') : outOfRange(wrong)
}

const escapes: Readonly<Record<string, string>> = {
  '\u0007': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
  '"': '\\"',
}

function quote(text: string): string {
  return `"${Array.from(text, character => escapes[character] ?? character).join('')}"`
}

function join([list, separator = '']: readonly CelValue[]): CelValue | undefined {
  if (!isKind(list, 'list') || typeof separator !== 'string') return undefined
  const values = valuesOf(list)
  const wrong = values.find(value => typeof value !== 'string')
  return wrong === undefined
    ? values.join(separator)
    : celError(`join: invalid input: ${typeof wrong === 'object' ? goQuote('value') : wrong}`)
}

function ascii(change: (letter: string) => string, letters: RegExp): Text {
  return text => text.replace(letters, change)
}

/** Texts. Mirrors cel-go common/stdlib and ext/strings.go, v0.26. */
export const stringFunctions: FunctionTable = {
  contains: ofText((text, part) => (typeof part === 'string' ? text.includes(part) : undefined)),
  startsWith: ofText((text, part) => (typeof part === 'string' ? text.startsWith(part) : undefined)),
  endsWith: ofText((text, part) => (typeof part === 'string' ? text.endsWith(part) : undefined)),
  charAt: ofText(charAt),
  indexOf: ofText(indexOf),
  lastIndexOf: ofText(lastIndexOf),
  lowerAscii: ofText(ascii(letter => letter.toLowerCase(), /[A-Z]/g)),
  upperAscii: ofText(ascii(letter => letter.toUpperCase(), /[a-z]/g)),
  replace: ofText(replace),
  split: ofText(split),
  substring: ofText(substring),
  trim: ofText(text => text.replace(/^[\s\u0085]+|[\s\u0085]+$/gu, '')),
  join,
  'strings.quote': ofText(quote),
  format: ofText((text, args) => (isKind(args, 'list') ? formatText(text, valuesOf(args)) : undefined)),
}
