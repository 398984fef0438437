import type { FunctionTable } from '../run/cel-function.ts'
import { formatDuration, parseDuration } from '../run/duration.ts'
import { formatDouble } from '../run/show-value.ts'
import { formatTimestamp, parseTimestamp, timestampOf } from '../run/timestamp.ts'
import { type CelValue, celError, isKind, typeName } from '../values.ts'
import { checkedInt, checkedUint } from './arithmetic.ts'

const truths = new Set(['1', 't', 'T', 'TRUE', 'true', 'True'])
const falsehoods = new Set(['0', 'f', 'F', 'FALSE', 'false', 'False'])
const realNumber = /^[+-]?(?:\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|0[xX][0-9a-fA-F.]+[pP][+-]?\d+|inf|infinity|nan)$/i
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function unconvertible(value: CelValue, to: string): CelValue {
  return celError(`type conversion error from '${typeName(value)}' to '${to}'`)
}

/** Conversions between types. Mirrors cel-go common/types ConvertToType, v0.26. */
export const conversions: FunctionTable = {
  type: ([value]) => ({ kind: 'type', name: isKind(value, 'type') ? 'type' : typeName(value!) }),
  dyn: ([value]) => value,
  bool: ([value]) => {
    if (typeof value === 'boolean') return value
    if (typeof value !== 'string') return undefined
    return truths.has(value) ? true : falsehoods.has(value) ? false : unconvertible(value, 'bool')
  },
  bytes: ([value]) =>
    typeof value === 'string' ? { kind: 'bytes', bytes: new TextEncoder().encode(value) } : isKind(value, 'bytes') ? value : undefined,
  int: ([value]) => toInt(value!),
  uint: ([value]) => toUint(value!),
  double: ([value]) => toDouble(value!),
  string: ([value]) => toText(value!),
  duration: ([value]) => {
    if (isKind(value, 'duration')) return value
    if (typeof value === 'bigint') return { kind: 'duration', nanos: value }
    if (typeof value !== 'string') return undefined
    const nanos = parseDuration(value)
    return nanos === undefined ? unconvertible(value, 'google.protobuf.Duration') : { kind: 'duration', nanos }
  },
  timestamp: ([value]) => {
    if (isKind(value, 'timestamp')) return value
    if (typeof value === 'bigint') return timestampOf(value)
    return typeof value === 'string' ? (parseTimestamp(value) ?? unconvertible(value, 'google.protobuf.Timestamp')) : undefined
  },
}

function toInt(value: CelValue): CelValue | undefined {
  if (typeof value === 'bigint') return value
  if (typeof value === 'number') return Math.abs(value) < 2 ** 63 ? BigInt(Math.trunc(value)) : celError('integer overflow')
  if (typeof value === 'string') {
    const whole = /^[+-]?\d{1,40}$/.test(value) ? checkedInt(BigInt(value.replace(/^\+/, ''))) : undefined
    return typeof whole === 'bigint' ? whole : unconvertible(value, 'int')
  }
  if (isKind(value, 'uint')) return checkedInt(value.value)
  if (isKind(value, 'timestamp')) return value.seconds
  return isKind(value, 'duration') ? value.nanos : undefined
}

function toUint(value: CelValue): CelValue | undefined {
  if (typeof value === 'bigint') return checkedUint(value)
  if (typeof value === 'number')
    return value >= 0 && value < 2 ** 64 ? checkedUint(BigInt(Math.trunc(value))) : celError('unsigned integer overflow')
  if (isKind(value, 'uint')) return value
  if (typeof value !== 'string') return undefined
  const whole = /^\d{1,40}$/.test(value) ? checkedUint(BigInt(value)) : undefined
  return isKind(whole, 'uint') ? whole : unconvertible(value, 'uint')
}

function toDouble(value: CelValue): CelValue | undefined {
  if (typeof value === 'number') return value
  if (typeof value === 'bigint') return Number(value)
  if (isKind(value, 'uint')) return Number(value.value)
  if (typeof value !== 'string') return undefined
  if (!realNumber.test(value)) return unconvertible(value, 'double')
  const [, sign, word] = /^([+-]?)(inf|nan)/i.exec(value) ?? []
  if (word !== undefined)
    return word.toLowerCase() === 'nan' ? Number.NaN : sign === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  const number = Number(value)
  return Number.isFinite(number) ? number : unconvertible(value, 'double')
}

/** A value as a string; undefined where it has none. */
export function toText(value: CelValue): CelValue | undefined {
  if (typeof value === 'string') return value
  if (typeof value === 'bigint' || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') return formatDouble(value)
  if (value === null) return undefined
  switch (value.kind) {
    case 'uint':
      return String(value.value)
    case 'bytes':
      return bytesToText(value.bytes)
    case 'timestamp':
      return formatTimestamp(value)
    case 'duration':
      return formatDuration(value.nanos)
    case 'type':
      return value.name
    default:
      return undefined
  }
}

function bytesToText(bytes: Uint8Array): CelValue {
  try {
    return decoder.decode(bytes)
  } catch {
    return celError('invalid UTF-8 in bytes, cannot convert to string')
  }
}
