import { quantityError, quantityErrorMessages } from '../k8s/quantity.ts'
import type { DecodeErrorCode } from './decode-error.ts'
import type { Gravity } from './finding.ts'
import { base64ErrorOffset } from './go-base64.ts'
import { goTimeError, rfc3339, rfc3339Micro } from './go-time.ts'
import { fitsInt32, fitsInt64, numberLiteral } from './integers.ts'
import { nodeKinds, type TypeNode } from './table.ts'
import { goValueName } from './type-words.ts'

/** Why a value is none of a scalar type. */
export interface ScalarFailure {
  readonly gravity: Gravity
  readonly code: DecodeErrorCode
  /** The decoder's own words; absent where it says that it cannot unmarshal `goValue` into a `goType`. */
  readonly words?: string
  /** `string`, `number 1.5` */
  readonly goValue: string
  readonly goType: string
  /** For people, where the type alone does not say it. */
  readonly expected?: string
}

/** What the server's decoder refuses about a value of a scalar type; undefined, and nothing allocated, where it takes it. */
export function scalarFailure(value: unknown, type: TypeNode): ScalarFailure | undefined {
  switch (type.kind) {
    case nodeKinds.text:
      return typeof value === 'string' ? undefined : wrongType(value, type.goType)
    case nodeKinds.boolean:
      return typeof value === 'boolean' ? undefined : wrongType(value, type.goType)
    case nodeKinds.float64:
      return typeof value === 'number' || typeof value === 'bigint' ? undefined : wrongType(value, type.goType)
    case nodeKinds.int32:
      return fitsInt32(value) ? undefined : integerFailure(value, type.goType, '32')
    case nodeKinds.int64:
      return fitsInt64(value) ? undefined : integerFailure(value, type.goType, '64')
    case nodeKinds.intOrString:
      return typeof value === 'string' || fitsInt32(value) ? undefined : intOrStringFailure(value)
    case nodeKinds.quantity:
      return quantityFailure(value, type.goType)
    case nodeKinds.time:
      return timeFailure(value, rfc3339)
    case nodeKinds.microTime:
      return timeFailure(value, rfc3339Micro)
    case nodeKinds.bytes:
      return typeof value === 'string' ? base64Failure(value, type.goType) : wrongType(value, type.goType)
    default:
      return undefined
  }
}

/** One number of a list that is read as bytes. */
export function byteFailure(value: unknown): ScalarFailure | undefined {
  if (value === null || (typeof value === 'number' && (value & 255) === value)) return undefined
  return { ...wrongType(value, 'uint8'), goValue: valueWithNumber(value) }
}

function wrongType(value: unknown, goType: string): ScalarFailure {
  return { gravity: 'type', code: 'wrong-type', goValue: goValueName(value), goType }
}

function integerFailure(value: unknown, goType: string, bits: '32' | '64'): ScalarFailure {
  const failure = { ...wrongType(value, goType), goValue: valueWithNumber(value) }
  const whole = typeof value === 'bigint' || Number.isInteger(value)
  return whole ? { ...failure, code: 'out-of-range', expected: `integer of ${bits} bits` } : failure
}

/** Mirrors apimachinery pkg/util/intstr IntOrString.UnmarshalJSON, v1.36. */
function intOrStringFailure(value: unknown): ScalarFailure {
  const failure = integerFailure(value, 'int32', '32')
  return { ...failure, gravity: 'abort', code: failure.code === 'wrong-type' ? 'int-or-string' : failure.code }
}

function quantityFailure(value: unknown, goType: string): ScalarFailure | undefined {
  const readable = typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint'
  const error = readable ? quantityError(value) : 'format'
  if (error === undefined) return undefined
  return { gravity: 'abort', code: 'quantity', words: quantityErrorMessages[error], goValue: goValueName(value), goType }
}

/** Mirrors apimachinery pkg/apis/meta/v1 Time.UnmarshalJSON, v1.36. */
function timeFailure(value: unknown, layout: typeof rfc3339 | typeof rfc3339Micro): ScalarFailure | undefined {
  if (typeof value !== 'string') return { ...wrongType(value, 'string'), gravity: 'abort' }
  const words = goTimeError(value, layout)
  return words === undefined ? undefined : { gravity: 'abort', code: 'time', words, goValue: 'string', goType: 'string' }
}

function base64Failure(text: string, goType: string): ScalarFailure | undefined {
  const offset = base64ErrorOffset(text)
  if (offset === -1) return undefined
  return { gravity: 'type', code: 'base64', words: `illegal base64 data at input byte ${offset}`, goValue: 'string', goType }
}

function valueWithNumber(value: unknown): string {
  return typeof value === 'number' || typeof value === 'bigint' ? `number ${numberLiteral(value)}` : goValueName(value)
}
