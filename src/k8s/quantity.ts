/** The family of suffixes a quantity was written with, and is written with again. Mirrors apimachinery pkg/api/resource/quantity.go, v1.36. */
export type QuantityFormat = 'DecimalSI' | 'BinarySI' | 'DecimalExponent'

/** An exact amount: `unscaled` x 10^`scale`. */
export interface Quantity {
  readonly unscaled: bigint
  readonly scale: number
  readonly format: QuantityFormat
  /** Kept as an int64 upstream, else as a decimal of any size: the two overflow differently. */
  readonly int64: boolean
  /** The text it was read from, where that is canonical. */
  readonly text?: string
}

/** Why a text is no quantity: its shape, its suffix, or a number without digits. */
export type QuantityError = 'format' | 'suffix' | 'numeric'

/** The server's words for each error. */
export const quantityErrorMessages: Readonly<Record<QuantityError, string>> = {
  format: "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
  suffix: "unable to parse quantity's suffix",
  numeric: 'unable to parse numeric part of quantity',
}

/** Scales to round to: a billionth, a thousandth. */
export const nano = -9
export const milli = -3

const maxInt64 = (1n << 63n) - 1n
const maxInt64Digits = 18
/** Differences of scale at which upstream's overflow check returns the wrapped product. Mirrors positiveScaleInt64. */
const wrappingScales = new Set([1, 2, 3, 6, 9])
const common = /^[0-9]{1,9}(?:[mkMGT]|[KMG]i)?$/
/** White space that needs no escape in a JSON string: all other white space makes a text no quantity. */
const blank = new Set([0x20, 0x85, 0xa0, 0x1680, 0x202f, 0x205f, 0x3000, ...Array.from({ length: 11 }, (_, index) => 0x2000 + index)])
/** Digits beyond this many are zero, and a sum of amounts farther apart is the larger one: a bound on hostile texts. */
const maxScaleDifference = 4096
/** From here on a decimal's low 64 bits are zero in every scale. */
const maxRescaled = 128

/** No amount: what an absent quantity counts as. */
export const zeroQuantity: Quantity = { unscaled: 0n, scale: 0, format: 'DecimalSI', int64: true, text: '0' }

const suffixes = new Map<string, Suffix>([
  ['', { base: 10, exponent: 0, format: 'DecimalSI' }],
  ['n', { base: 10, exponent: -9, format: 'DecimalSI' }],
  ['u', { base: 10, exponent: -6, format: 'DecimalSI' }],
  ['m', { base: 10, exponent: -3, format: 'DecimalSI' }],
  ['k', { base: 10, exponent: 3, format: 'DecimalSI' }],
  ['M', { base: 10, exponent: 6, format: 'DecimalSI' }],
  ['G', { base: 10, exponent: 9, format: 'DecimalSI' }],
  ['T', { base: 10, exponent: 12, format: 'DecimalSI' }],
  ['P', { base: 10, exponent: 15, format: 'DecimalSI' }],
  ['E', { base: 10, exponent: 18, format: 'DecimalSI' }],
  ['Ki', { base: 2, exponent: 10, format: 'BinarySI' }],
  ['Mi', { base: 2, exponent: 20, format: 'BinarySI' }],
  ['Gi', { base: 2, exponent: 30, format: 'BinarySI' }],
  ['Ti', { base: 2, exponent: 40, format: 'BinarySI' }],
  ['Pi', { base: 2, exponent: 50, format: 'BinarySI' }],
  ['Ei', { base: 2, exponent: 60, format: 'BinarySI' }],
])

/** Amounts that were read before: texts repeat, and most are short. */
const readBefore = new Map<string, Quantity | QuantityError>()
const mostKept = 1000
const longestKept = 16

/** Reads a quantity as the API does, from the text of a JSON string or from a JSON number. */
export function parseQuantity(written: string | number | bigint): Quantity | QuantityError {
  if (typeof written !== 'string' || written.length > longestKept) return readQuantity(written)
  const known = readBefore.get(written)
  if (known !== undefined) return known
  const quantity = readQuantity(written)
  if (readBefore.size < mostKept) readBefore.set(written, quantity)
  return quantity
}

function readQuantity(written: string | number | bigint): Quantity | QuantityError {
  const text = typeof written === 'string' ? trim(written) : String(written)
  if (text === '0') return zeroQuantity
  const parts = split(text)
  if (typeof parts === 'string') return parts
  const { suffix, small, digits } = parts
  if (!small) return decimalQuantity(parts)
  const amount = BigInt(digits) << BigInt(suffix.base === 2 ? suffix.exponent : 0)
  const canonical = suffix.base === 2 ? (BigInt(digits) & 7n) !== 0n : isCanonical(digits, parts.scale)
  const quantity = { unscaled: parts.negative ? -amount : amount, scale: parts.scale, format: suffix.format, int64: true }
  return canonical ? { ...quantity, text } : quantity
}

/** What is wrong with a text or number as a quantity; cheap, for those who need no amount. */
export function quantityError(written: string | number | bigint): QuantityError | undefined {
  if (typeof written === 'string' && common.test(written)) return undefined
  const parts = split(typeof written === 'string' ? trim(written) : String(written))
  return typeof parts === 'string' ? parts : undefined
}

/** -1, 0 or 1, by amount alone. */
export function compareQuantities(a: Quantity, b: Quantity): -1 | 0 | 1 {
  const sign = quantitySign(a)
  const other = quantitySign(b)
  if (sign !== other) return sign < other ? -1 : 1
  if (sign === 0) return 0
  if (a.scale === b.scale) return a.unscaled === b.unscaled ? 0 : a.unscaled < b.unscaled ? -1 : 1
  const size = magnitude(a) - magnitude(b)
  if (size !== 0) return size < 0 === sign > 0 ? -1 : 1
  const [x, y] = align(a, b)
  return x === y ? 0 : x < y ? -1 : 1
}

/** -1, 0 or 1: whether it is negative, nothing, or positive. */
export function quantitySign(quantity: Quantity): -1 | 0 | 1 {
  return quantity.unscaled === 0n ? 0 : quantity.unscaled < 0n ? -1 : 1
}

/** The sum, in the format of the first that is not zero. */
export function addQuantities(a: Quantity, b: Quantity): Quantity {
  const format = a.unscaled === 0n ? b.format : a.format
  if (a.int64 && b.int64 && (a.unscaled === 0n || b.unscaled === 0n)) {
    const { unscaled, scale } = b.unscaled === 0n ? a : b
    return { unscaled, scale, format, int64: true }
  }
  if (Math.abs(a.scale - b.scale) > maxScaleDifference) {
    const { unscaled, scale } = magnitude(a) >= magnitude(b) ? a : b
    return { unscaled, scale, format, int64: false }
  }
  const [x, y] = align(a, b)
  const unscaled = x + y
  return { unscaled, scale: Math.min(a.scale, b.scale), format, int64: a.int64 && b.int64 && [x, y, unscaled].every(fitsInt64) }
}

/** `a` less `b`. */
export function subtractQuantities(a: Quantity, b: Quantity): Quantity {
  const { scale, format, int64 } = b
  return addQuantities(a, { unscaled: -b.unscaled, scale, format, int64 })
}

/** `a` times a whole number. */
export function multiplyQuantity(a: Quantity, times: number): Quantity {
  const unscaled = a.unscaled * BigInt(times)
  return { unscaled, scale: a.scale, format: a.format, int64: a.int64 && fitsInt64(unscaled) }
}

/** Rounded away from zero to a multiple of 10^`scale`; the same quantity where it is one. */
export function roundUpQuantity(quantity: Quantity, scale: number): Quantity {
  if (quantity.scale >= scale) return quantity
  return { unscaled: divideAwayFromZero(quantity.unscaled, scale - quantity.scale), scale, format: quantity.format, int64: quantity.int64 }
}

/** The amount in whole units as an int64, rounded up, with upstream's overflow. Mirrors Quantity.Value. */
export function quantityValue(quantity: Quantity): bigint {
  return scaledValue(quantity, 0)
}

/** The amount in thousandths as an int64, rounded up, with upstream's overflow. Mirrors Quantity.MilliValue. */
export function quantityMilliValue(quantity: Quantity): bigint {
  return scaledValue(quantity, milli)
}

/** The amount in multiples of 10^`scale`. Mirrors Quantity.ScaledValue. */
export function scaledValue({ unscaled, scale, int64 }: Quantity, newScale: number): bigint {
  const difference = scale - newScale
  if (int64) {
    if (difference < 0) return divideAwayFromZero(unscaled, -difference)
    if (unscaled === 0n || difference > 19) return 0n
    const value = unscaled * 10n ** BigInt(difference)
    return fitsInt64(value) ? value : wrappingScales.has(difference) ? BigInt.asIntN(64, value) : 0n
  }
  if (difference >= 0) return BigInt.asIntN(64, unscaled * 10n ** BigInt(Math.min(difference, 64)))
  if (unscaled < 0n && difference <= -maxInt64Digits - 1) return BigInt.asIntN(64, divideTowardZero(unscaled, -difference))
  const dividend = unscaled < 0n ? BigInt.asIntN(64, unscaled) : unscaled
  const quotient = divideTowardZero(dividend, -difference)
  return BigInt.asIntN(64, isMultiple(dividend, quotient, -difference) ? quotient : quotient + 1n)
}

interface Suffix {
  readonly base: 2 | 10
  readonly exponent: number
  readonly format: QuantityFormat
}

interface QuantityParts {
  readonly negative: boolean
  /** All digits, without the point. */
  readonly digits: string
  readonly suffix: Suffix
  /** Decimal exponent of the last digit, a binary suffix left aside. */
  readonly scale: number
  /** Upstream's fast path takes it. */
  readonly small: boolean
}

function decimalQuantity({ negative, digits, suffix, scale: writtenScale }: QuantityParts): Quantity {
  const surplus = Math.max(0, digits.length - maxScaleDifference)
  let unscaled = BigInt(surplus === 0 ? digits : digits.slice(0, -surplus)) << BigInt(suffix.base === 2 ? suffix.exponent : 0)
  let scale = writtenScale + surplus
  let format = suffix.format
  if (unscaled !== 0n && scale <= maxRescaled) {
    unscaled = scale < nano ? divideAwayFromZero(unscaled, nano - scale) : unscaled * 10n ** BigInt(scale - nano)
    scale = nano
  }
  if (suffix.base === 2 && unscaled !== 0n) {
    const one = 10n ** BigInt(Math.max(0, -scale))
    if (scale > 0 || unscaled > maxInt64 * one) {
      unscaled = maxInt64
      scale = 0
    } else if (unscaled < one) format = 'DecimalSI'
  }
  return { unscaled: negative ? -unscaled : unscaled, scale, format, int64: false }
}

function split(text: string): QuantityParts | QuantityError {
  const end = text.length
  if (end === 0) return 'format'
  let at = text[0] === '-' || text[0] === '+' ? 1 : 0
  const start = at
  while (at < end && text[at] === '0') at++
  const wholeStart = at
  at = skipDigits(text, at)
  const whole = text.slice(wholeStart, at) || '0'
  let hasDigits = at > start
  let fraction = ''
  if (at < end && text[at] === '.') {
    const fractionStart = at + 1
    at = skipDigits(text, fractionStart)
    fraction = text.slice(fractionStart, at)
    hasDigits ||= fraction !== ''
  }
  const suffixStart = at
  while (at < end && 'eEinumkKMGTP'.includes(text[at]!)) at++
  if (at < end && (text[at] === '-' || text[at] === '+')) at++
  if (skipDigits(text, at) !== end) return 'format'
  const suffix = suffixes.get(text.slice(suffixStart)) ?? exponentSuffix(text.slice(suffixStart))
  if (suffix === undefined) return 'suffix'
  const scale = (suffix.base === 2 ? 0 : suffix.exponent) - fraction.length
  const small = scale >= nano && roomForDigits(suffix, whole.length, fraction.length) >= 0
  if (!small && !hasDigits) return 'numeric'
  return { negative: text[0] === '-', digits: whole + fraction, suffix, scale, small }
}

function roomForDigits(suffix: Suffix, whole: number, fraction: number): number {
  if (suffix.base === 10) return maxInt64Digits - whole - fraction
  return fraction === 0 ? 15 - whole - Math.trunc((suffix.exponent * 3) / 10) - 1 : -1
}

function skipDigits(text: string, from: number): number {
  let at = from
  while (at < text.length && text.charCodeAt(at) >= 48 && text.charCodeAt(at) <= 57) at++
  return at
}

function exponentSuffix(suffix: string): Suffix | undefined {
  if (suffix.length > 24 || !/^[eE][+-]?[0-9]+$/.test(suffix)) return undefined
  const exponent = BigInt(suffix.slice(suffix[1] === '+' ? 2 : 1))
  return fitsInt64(exponent) ? { base: 10, exponent: Number(BigInt.asIntN(32, exponent)), format: 'DecimalExponent' } : undefined
}

function isCanonical(digits: string, scale: number): boolean {
  return scale % 3 === 0 && !digits.endsWith('000') && digits[0] !== '0'
}

function trim(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && blank.has(text.charCodeAt(start))) start++
  while (end > start && blank.has(text.charCodeAt(end - 1))) end--
  return end - start === text.length ? text : text.slice(start, end)
}

function fitsInt64(value: bigint): boolean {
  return BigInt.asIntN(64, value) === value
}

/** The power of ten just above the amount. */
function magnitude({ unscaled, scale }: Quantity): number {
  return String(unscaled < 0n ? -unscaled : unscaled).length + scale
}

function align(a: Quantity, b: Quantity): [bigint, bigint] {
  const scale = Math.min(a.scale, b.scale)
  return [a.unscaled * 10n ** BigInt(a.scale - scale), b.unscaled * 10n ** BigInt(b.scale - scale)]
}

function divideTowardZero(value: bigint, digits: number): bigint {
  return digits > 2 * maxScaleDifference ? 0n : value / 10n ** BigInt(digits)
}

function isMultiple(value: bigint, quotient: bigint, digits: number): boolean {
  return quotient === 0n ? value === 0n : quotient * 10n ** BigInt(digits) === value
}

function divideAwayFromZero(value: bigint, digits: number): bigint {
  const quotient = divideTowardZero(value, digits)
  if (isMultiple(value, quotient, digits)) return quotient
  return value > 0n ? quotient + 1n : quotient - 1n
}
