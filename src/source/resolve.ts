/**
 * What an unquoted scalar means to kubectl.
 * Mirrors go.yaml.in/yaml/v2 resolve.go resolve and sigs.k8s.io/yaml convertToJSONableObject, as vendored by v1.36.
 */

const words: ReadonlyMap<string, boolean | number | null> = new Map<string, boolean | number | null>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map(word => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map(word => [word, false] as const),
  ...['', '~', 'null', 'Null', 'NULL'].map(word => [word, null] as const),
  ...['.nan', '.NaN', '.NAN'].map(word => [word, Number.NaN] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map(word => [word, Number.POSITIVE_INFINITY] as const),
  ...['-.inf', '-.Inf', '-.INF'].map(word => [word, Number.NEGATIVE_INFINITY] as const),
])

/** First characters of scalars that may be something else than text: 1 where only a word can, 2 where a number can. */
export const scalarHints: Uint8Array = new Uint8Array(128)
for (const character of 'yYnNtTfFoO~') scalarHints[character.charCodeAt(0)] = 1
for (const character of '0123456789+-.') scalarHints[character.charCodeAt(0)] = 2

const integer = /^([+-]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO][0-7]+|0[0-7]*|[1-9][0-9]*)$/
const looseBinary = /^0b([+-]?)([01]+)$/
const float = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/
const dottedFloat = /^\.[0-9]+(?:_[0-9]+)*(?:[eE][-+]?[0-9]+(?:_[0-9]+)*)?$/

/** The value of an unquoted scalar without a tag. Not a finite number where JSON has no word for it. */
export function resolveScalar(text: string): unknown {
  const hint = text === '' ? 1 : (scalarHints[text.charCodeAt(0)] ?? 0)
  if (hint === 0) return text
  if (text.length <= 5) {
    const word = words.get(text)
    if (word !== undefined) return word
  }
  return hint === 1 ? text : (resolveNumber(text) ?? text)
}

function resolveNumber(text: string): number | bigint | undefined {
  const short = shortInteger(text)
  if (short >= 0) return short
  if (!mayEndNumber(text.charCodeAt(text.length - 1))) return undefined
  if (text.charCodeAt(0) === 46) return dottedFloat.test(text) ? finite(text.replaceAll('_', '')) : undefined
  const plain = text.includes('_') ? text.replaceAll('_', '') : text
  const whole = resolveInteger(plain)
  if (whole !== undefined) return safe(whole)
  return float.test(plain) ? finite(plain) : undefined
}

/** Whether numbers end so: in a digit, a hexadecimal one among them, a point, or an underscore; quantities such as `250m` do not. */
function mayEndNumber(code: number): boolean {
  return (code >= 48 && code <= 57) || code === 46 || code === 95 || ((code | 32) >= 97 && (code | 32) <= 102)
}

/** Up to 15 decimal digits without a leading zero, which is nearly every number of a manifest; else -1. */
function shortInteger(text: string): number {
  const { length } = text
  if (length > 15) return -1
  let value = text.charCodeAt(0) - 48
  if (value < 1 || value > 9) return text === '0' ? 0 : -1
  for (let i = 1; i < length; i++) {
    const digit = text.charCodeAt(i) - 48
    if (digit < 0 || digit > 9) return -1
    value = value * 10 + digit
  }
  return value
}

const int64Bound = 2n ** 63n
const uint64Bound = 2n ** 64n

/** A Go int64 or uint64 literal, underscores removed. */
function resolveInteger(text: string): bigint | undefined {
  const match = integer.exec(text) ?? looseBinary.exec(text)
  if (match === null) return undefined
  const [, sign, digits] = match as unknown as [string, string, string]
  const literal = goLiteral(text.startsWith('0b') ? `0b${digits.replace(/^0b/, '')}` : digits.toLowerCase())
  if (literal.length > 70) return undefined
  const value = sign === '-' ? -BigInt(literal) : BigInt(literal)
  if (value >= -int64Bound && value < int64Bound) return value
  return sign === '' && value < uint64Bound ? value : undefined
}

/** Go's octal has a bare leading zero; zeros that say nothing are dropped, so that the length tells the size. */
function goLiteral(digits: string): string {
  const prefix = /^0[xbo]/.exec(digits)?.[0] ?? (/^0[0-7]/.test(digits) ? '0o' : '')
  const significant = digits.slice(prefix === '0o' && digits[1] !== 'o' ? 1 : prefix.length).replace(/^0+(?=.)/, '')
  return prefix + significant
}

function safe(value: bigint): number | bigint {
  return value >= -(2n ** 53n) && value <= 2n ** 53n ? Number(value) : value
}

function finite(text: string): number | undefined {
  const value = Number(text)
  return Number.isFinite(value) ? value : undefined
}

/** What becomes of a value when it is a key: a JSON name, or undefined where kubectl refuses it. */
export function keyName(value: unknown, text: string): string | undefined {
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return value ? 'true' : 'false'
  if (typeof value === 'bigint') return value < int64Bound ? String(value) : undefined
  if (typeof value !== 'number') return undefined
  return resolveInteger(text.replaceAll('_', '')) === undefined ? shortFloat(value) : String(Object.is(value, -0) ? 0 : value)
}

/** Mirrors Go strconv.FormatFloat(value, 'g', -1, 32), with the names that sigs.k8s.io/yaml gives to what is not finite. */
function shortFloat(value: number): string {
  const single = Math.fround(value)
  if (Number.isNaN(single)) return '.nan'
  if (!Number.isFinite(single)) return single < 0 ? '-.inf' : '.inf'
  if (single === 0) return Object.is(single, -0) ? '-0' : '0'
  let digits = 1
  while (digits < 9 && Math.fround(Number(single.toPrecision(digits))) !== single) digits++
  const [mantissa, power] = single.toExponential(digits - 1).split('e') as [string, string]
  const exponent = Number(power)
  if (exponent >= -4 && exponent < 6) return String(Number(single.toPrecision(digits)))
  return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`
}

type ScalarKind = 'null' | 'bool' | 'int' | 'float' | 'str'

function kindOf(value: unknown, text: string): ScalarKind {
  if (value === null) return 'null'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'bigint') return 'int'
  if (typeof value === 'number') return resolveInteger(text.replaceAll('_', '')) === undefined ? 'float' : 'int'
  return 'str'
}

const tagPrefix = 'tag:yaml.org,2002:'

/** The value of a scalar with a tag, in long form; undefined where the tag does not fit the text. */
export function resolveTagged(tag: string, text: string): { readonly value: unknown } | undefined {
  const name = tag.startsWith(tagPrefix) ? tag.slice(tagPrefix.length) : ''
  switch (name) {
    case 'binary':
      return decodeBase64(text)
    case 'timestamp':
      return isTimestamp(text) ? { value: text } : undefined
    case 'null':
    case 'bool':
    case 'int':
    case 'float': {
      const value = resolveScalar(text)
      const kind = kindOf(value, text)
      if (kind === name) return { value }
      const isFloat = name === 'float' && kind === 'int' && (typeof value !== 'bigint' || value < int64Bound)
      return isFloat ? { value: Number(value) } : undefined
    }
    default:
      return { value: text }
  }
}

function decodeBase64(text: string): { readonly value: string } | undefined {
  const packed = text.replace(/[\r\n]/g, '')
  if (packed.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(packed)) return undefined
  return { value: textOf(Uint8Array.from(atob(packed), byte => byte.charCodeAt(0))) }
}

/** Bytes as UTF-8, in which Go replaces each byte that fits nowhere, and others each run of them. */
function textOf(bytes: Uint8Array): string {
  const strict = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true })
  const decode = (part: Uint8Array): string => strict.decode(part)
  try {
    return decode(bytes)
  } catch {
    let text = ''
    for (let at = 0; at < bytes.length; ) {
      const length = runeLength(decode, bytes, at)
      text += length === 0 ? '\ufffd' : decode(bytes.subarray(at, at + length))
      at += Math.max(length, 1)
    }
    return text
  }
}

/** How many bytes the character at an offset has; 0 where there is none. */
function runeLength(decode: (part: Uint8Array) => string, bytes: Uint8Array, at: number): number {
  const first = bytes[at]!
  const length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
  try {
    return at + length <= bytes.length && decode(bytes.subarray(at, at + length)) !== '' ? length : 0
  } catch {
    return 0
  }
}

const timestamp =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt](\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,]\d+)?(?:Z|[+-]\d{2}:\d{2})| (\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,]\d+)?)?$/

function isTimestamp(text: string): boolean {
  const match = timestamp.exec(text)
  if (match === null) return false
  const [year, month, day] = match.slice(1, 4).map(Number) as [number, number, number]
  const [hour, minute, second] = (match[4] === undefined ? match.slice(7) : match.slice(4, 7)).map(part => Number(part ?? 0)) as number[]
  const lastDay = new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate()
  return month >= 1 && month <= 12 && day >= 1 && day <= lastDay && hour! < 24 && minute! < 60 && second! < 60
}
