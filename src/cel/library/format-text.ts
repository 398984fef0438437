import { goQuote } from '../../k8s/go-quote.ts'
import { toText } from '../operators/conversions.ts'
import { formatDuration } from '../run/duration.ts'
import { formatDouble } from '../run/show-value.ts'
import { formatTimestamp } from '../run/timestamp.ts'
import { type CelList, type CelMap, type CelValue, celError, isKind, typeName, valuesOf } from '../values.ts'
import { type FormatClause, formatParts, formatVerbs } from './format-clauses.ts'

const defaultPrecision = 6
const mostPrecision = 100
const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹'
const words = new Set(['NaN', 'Infinity', '-Infinity'])

/** A format string filled with values. Mirrors cel-go ext/formatting.go, v0.26. */
export function formatText(format: string, args: readonly CelValue[]): CelValue {
  let text = ''
  let next = 0
  for (const part of formatParts(format)) {
    if (typeof part === 'string') {
      text += part
      continue
    }
    const value = args[next]
    if (value === undefined) return celError(`index ${next} out of range`)
    next++
    if ('error' in part) return celError(part.error)
    const shown = clause(part, value)
    if (shown === undefined)
      return celError(`error during formatting: ${formatVerbs.get(part.verb.toLowerCase())!.message}, was given ${typeName(value)}`)
    text += shown
  }
  return text
}

function clause({ verb, precision = defaultPrecision }: FormatClause, value: CelValue): string | undefined {
  switch (verb) {
    case 's':
      return asString(value)
    case 'd':
      return whole(value)?.toString()
    case 'f':
      return real(value, number => grouped(fixedPoint(number, Math.min(precision, mostPrecision))))
    case 'e':
      return real(value, number => scientific(number, Math.min(precision, mostPrecision)))
    case 'b':
      return typeof value === 'boolean' ? String(Number(value)) : whole(value)?.toString(2)
    case 'o':
      return whole(value)?.toString(8)
    default:
      return hexadecimal(value, verb === 'X')
  }
}

function whole(value: CelValue): bigint | undefined {
  return typeof value === 'bigint' ? value : isKind(value, 'uint') ? value.value : undefined
}

function real(value: CelValue, show: (number: number) => string): string | undefined {
  const number = typeof value === 'string' && words.has(value) ? Number(value) : value
  if (typeof number !== 'number') return undefined
  if (Number.isNaN(number)) return 'NaN'
  return Number.isFinite(number) ? show(number) : number > 0 ? '∞' : '-∞'
}

/** A number with so many decimals, halves rounded to even as Go does. */
function fixedPoint(number: number, precision: number): string {
  const rounded = number.toFixed(precision)
  const exact = precision < mostPrecision ? number.toFixed(mostPrecision) : rounded
  const point = exact.indexOf('.') + 1 + precision
  if (!/^50*$/.test(exact.slice(point)) || !/[02468]\.?$/.test(exact.slice(0, point))) return rounded
  return exact.slice(0, precision === 0 ? point - 1 : point)
}

/** Digits in groups of three, as the locale of the server writes them. */
function grouped(text: string): string {
  const [integer, fraction] = text.split('.') as [string, string | undefined]
  const groups = integer.replace(/\B(?=(?:\d{3})+$)/g, ',')
  return fraction === undefined ? groups : `${groups}.${fraction}`
}

function scientific(number: number, precision: number): string {
  const [mantissa, exponent] = number.toExponential(precision).split('e') as [string, string]
  const digits = exponent.replace(/^[+-]/, '').padStart(2, '0')
  return `${mantissa}×10${exponent.startsWith('-') ? '⁻' : ''}${Array.from(digits, digit => superscripts[Number(digit)]).join('')}`
}

function hexadecimal(value: CelValue, upper: boolean): string | undefined {
  const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : isKind(value, 'bytes') ? value.bytes : undefined
  const text = bytes === undefined ? whole(value)?.toString(16) : Buffer.from(bytes).toString('hex')
  return upper ? text?.toUpperCase() : text
}

function asString(value: CelValue): string | undefined {
  if (value === null) return 'null'
  if (isKind(value, 'list')) return listText(value)
  if (isKind(value, 'map')) return mapText(value)
  const text = toText(value)
  return typeof text === 'string' ? text : undefined
}

function listText(list: CelList): string | undefined {
  const parts = valuesOf(list).map(nested)
  return parts.includes(undefined) ? undefined : `[${parts.join(', ')}]`
}

function mapText(map: CelMap): string | undefined {
  const entries = map.keys().map(key => [nested(key), nested(map.get(key) ?? null)] as const)
  if (entries.some(([key, value]) => key === undefined || value === undefined)) return undefined
  entries.sort(([a], [b]) => (a! < b! ? -1 : a! > b! ? 1 : 0))
  return `{${entries.map(([key, value]) => `${key}:${value}`).join(', ')}}`
}

/** A value inside another, with the quotes that tell what it is. */
function nested(value: CelValue): string | undefined {
  if (typeof value === 'string') return goQuote(value)
  if (typeof value === 'number') return Number.isFinite(value) ? value.toFixed(defaultPrecision) : goQuote(formatDouble(value))
  if (isKind(value, 'timestamp')) return `timestamp(${goQuote(formatTimestamp(value))})`
  if (isKind(value, 'duration')) return `duration(${goQuote(formatDuration(value.nanos))})`
  const text = asString(value)
  return isKind(value, 'bytes') && text !== undefined ? `b${goQuote(text)}` : text
}
