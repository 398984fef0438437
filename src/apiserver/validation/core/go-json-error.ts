import { goQuote } from '../../../k8s/go-quote.ts'

/** What may come next; each returns the state after a byte, or what the byte is wrong in. */
type State = (byte: number) => State | string

const space = new Set([0x20, 0x09, 0x0a, 0x0d])
const code = (character: string): number => character.charCodeAt(0)
const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39
const isHex = (byte: number): boolean => /^[0-9A-Fa-f]$/.test(String.fromCharCode(byte))

/** What Go says of bytes that are to be a JSON object; undefined where they are one. Mirrors encoding/json Unmarshal into a map. */
export function goJsonObjectError(bytes: string): string | undefined {
  const wrong = syntaxError(bytes)
  if (wrong !== undefined) return wrong
  const first = bytes.trimStart()[0]
  const kind = first === '[' ? 'array' : first === '"' ? 'string' : first === 't' || first === 'f' ? 'bool' : 'number'
  if (first === '{' || first === 'n') return undefined
  return `json: cannot unmarshal ${kind} into Go value of type map[string]interface {}`
}

/** Mirrors encoding/json scanner.go. */
function syntaxError(bytes: string): string | undefined {
  const open: string[] = []
  const afterValue = (): State => {
    if (open.length === 0) return skip(() => 'after top-level value')
    return open.at(-1) === '[' ? afterElement : afterPair
  }
  const skip = (by: State): State => {
    const state: State = byte => (space.has(byte) ? state : by(byte))
    return state
  }
  const close = (): State => {
    open.pop()
    return afterValue()
  }
  const inString = (then: () => State): State => {
    const state: State = byte => {
      if (byte === code('"')) return then()
      if (byte === code('\\')) return inEscape(state)
      return byte < 0x20 ? 'in string literal' : state
    }
    return state
  }
  const inEscape =
    (back: State): State =>
    byte => {
      if (byte === code('u')) return hex(4, back)
      return '"\\/bfnrt'.includes(String.fromCharCode(byte)) ? back : 'in string escape code'
    }
  const hex =
    (left: number, back: State): State =>
    byte => {
      if (!isHex(byte)) return 'in \\u hexadecimal character escape'
      return left === 1 ? back : hex(left - 1, back)
    }
  const literal =
    (word: string, at: number): State =>
    byte => {
      if (byte !== word.charCodeAt(at)) return `in literal ${word} (expecting '${word[at]}')`
      return at === word.length - 1 ? afterValue() : literal(word, at + 1)
    }
  const isExponent = (byte: number): boolean => byte === code('e') || byte === code('E')
  const ended: State = byte => afterValue()(byte)
  const digits: State = byte => (isDigit(byte) ? digits : afterZero(byte))
  const afterZero: State = byte => (byte === code('.') ? dot : isExponent(byte) ? exponent : ended(byte))
  const dot: State = byte => (isDigit(byte) ? fraction : 'after decimal point in numeric literal')
  const fraction: State = byte => (isDigit(byte) ? fraction : isExponent(byte) ? exponent : ended(byte))
  const exponent: State = byte => (byte === code('+') || byte === code('-') ? exponentDigit : exponentDigit(byte))
  const exponentDigit: State = byte => (isDigit(byte) ? exponentDigits : 'in exponent of numeric literal')
  const exponentDigits: State = byte => (isDigit(byte) ? exponentDigits : ended(byte))
  const number: State = byte => (byte === code('0') ? afterZero : isDigit(byte) ? digits : 'in numeric literal')

  const value: State = skip(byte => {
    const character = String.fromCharCode(byte)
    if (character === '{' || character === '[') {
      open.push(character)
      return character === '{' ? firstKey : firstElement
    }
    if (character === '"') return inString(afterValue)
    if (character === '-') return number
    if (isDigit(byte)) return number(byte)
    const word = ['true', 'false', 'null'].find(candidate => candidate.startsWith(character))
    return word === undefined ? 'looking for beginning of value' : literal(word, 1)
  })
  const firstElement: State = skip(byte => (byte === code(']') ? close() : value(byte)))
  const key: State = skip(byte => (byte === code('"') ? inString(() => afterKey) : 'looking for beginning of object key string'))
  const firstKey: State = skip(byte => (byte === code('}') ? close() : key(byte)))
  const afterKey: State = skip(byte => (byte === code(':') ? value : 'after object key'))
  const afterPair: State = skip(byte => (byte === code(',') ? key : byte === code('}') ? close() : 'after object key:value pair'))
  const afterElement: State = skip(byte => (byte === code(',') ? value : byte === code(']') ? close() : 'after array element'))

  let state: State = value
  for (let index = 0; index < bytes.length; index++) {
    const next = state(bytes.charCodeAt(index))
    if (typeof next === 'string') return `invalid character ${quoteByte(bytes[index]!)} ${next}`
    state = next
  }
  const end = state(0x20)
  return open.length === 0 && typeof end !== 'string' && end(code('x')) === 'after top-level value'
    ? undefined
    : 'unexpected end of JSON input'
}

/** Mirrors scanner.go quoteChar. */
function quoteByte(character: string): string {
  if (character === "'") return "'\\''"
  if (character === '"') return `'"'`
  return `'${goQuote(character).slice(1, -1)}'`
}
