import { goFloat, goNumber, isInt64 } from '../../../k8s/go-json.ts'
import { isAtLeast, type KubernetesVersion, newestVersion } from '../../../k8s/version.ts'
import type { JsonSchema } from '../../../schema/custom/json-schema.ts'
import { placedError, placelessError, type SchemaPlace, SchemaResult } from './schema-result.ts'

const largestFloat32 = 3.4028234663852886e38
/** First minor that compares numbers with what their types hold. */
const rangesSince = 36
const int64 = 64
const int32 = 32

/**
 * What a schema says of a number; older versions do not ask whether its type can hold it.
 * Mirrors kube-openapi pkg/validation/validate/validator.go numberValidator, of v1.36.
 */
export function numberResult(
  value: number | bigint,
  schema: JsonSchema,
  place: SchemaPlace,
  version: KubernetesVersion = newestVersion
): SchemaResult {
  const result = new SchemaResult()
  const range = isAtLeast(version, rangesSince) ? numericRange(schema) : anyRange
  const outOfRange = (number: number | bigint, prefix: string): boolean => {
    const wanted = range.misfit(number)
    if (wanted === undefined) return false
    const words = `${prefix} value must be of type ${wanted} in ${place.name}`
    result.add(words, placelessError(place, words))
    return true
  }
  const fail = (words: string, shown: number | bigint | string): void => {
    const text = `${place.name} in body ${words}`
    const value = typeof shown === 'string' ? shown : goNumber(shown)
    result.add(text, { ...placedError('FieldValueInvalid', place, '', text), message: `Invalid value: ${value}: ${text}` })
  }
  outOfRange(value, 'Checked')
  const { multipleOf, maximum, minimum } = schema
  if (multipleOf !== undefined) {
    const bound = comparison(value, multipleOf, outOfRange(multipleOf, 'MultipleOf'))
    if (bound.limit <= 0) {
      const words = `factor MultipleOf declared for ${place.name} must be positive: ${bound.limitText}`
      result.add(words, { ...placedError('FieldValueInvalid', place, '', words), message: `Invalid value: ${bound.limitText}: ${words}` })
    } else if (!isMultiple(bound)) fail(`should be a multiple of ${bound.limitText}`, bound.valueText)
  }
  if (maximum !== undefined) {
    const bound = comparison(value, maximum, outOfRange(maximum, 'Maximum boundary'))
    const isExclusive = schema.exclusiveMaximum === true
    if (bound.value > bound.limit || (isExclusive && bound.value === bound.limit))
      fail(`should be less than ${isExclusive ? '' : 'or equal to '}${bound.limitText}`, bound.valueText)
  }
  if (minimum !== undefined) {
    const bound = comparison(value, minimum, outOfRange(minimum, 'Minimum boundary'))
    const isExclusive = schema.exclusiveMinimum === true
    if (bound.value < bound.limit || (isExclusive && bound.value === bound.limit))
      fail(`should be greater than ${isExclusive ? '' : 'or equal to '}${bound.limitText}`, bound.valueText)
  }
  result.matches += 1
  return result
}

const anyRange = { misfit: () => undefined }

interface Comparison {
  readonly value: number | bigint
  readonly limit: number | bigint
  readonly valueText: string
  readonly limitText: string
}

/** An int64 is compared with the whole part of a limit; all else as float64. */
function comparison(value: number | bigint, limit: number | bigint, asFloats: boolean): Comparison {
  if (!asFloats && isInt64(value)) {
    const whole = wholePart(limit)
    return { value: BigInt(value), limit: whole, valueText: String(BigInt(value)), limitText: String(whole) }
  }
  const [float, bound] = [Number(value), Number(limit)]
  return { value: float, limit: bound, valueText: goFloat(float), limitText: goFloat(bound) }
}

function wholePart(limit: number | bigint): bigint {
  if (typeof limit === 'bigint') return BigInt.asIntN(int64, limit)
  return Number.isFinite(limit) ? BigInt.asIntN(int64, BigInt(Math.trunc(limit))) : 0n
}

function isMultiple({ value, limit }: Comparison): boolean {
  if (typeof value === 'bigint' && typeof limit === 'bigint') return value % limit === 0n
  const [number, factor] = [Number(value), Number(limit)]
  return isNearlyWhole(factor < 1 ? (1 / factor) * number : number / factor)
}

/** Mirrors github.com/go-openapi/swag IsFloat64AJSONInteger. */
export function isNearlyWhole(value: number): boolean {
  if (!Number.isFinite(value) || value < -Number.MAX_SAFE_INTEGER || value > Number.MAX_SAFE_INTEGER) return false
  const whole = Math.trunc(value)
  const difference = Math.abs(value - whole)
  if (value === whole) return true
  if (value === 0 || whole === 0 || difference < Number.MIN_VALUE) return difference < nearness * Number.MIN_VALUE
  return difference / Math.min(Math.abs(value) + Math.abs(whole), Number.MAX_VALUE) < nearness
}

const nearness = 1e-9

/** What numbers a type and its format hold; `misfit` names them where a number is none of them. */
function numericRange({ type, format, 'x-kubernetes-int-or-string': either }: JsonSchema): {
  misfit(value: number | bigint): string | undefined
} {
  if (type === 'integer' && either !== true) {
    const named = format === 'int32' || format === 'int64'
    const words = named ? `integer with format ${format}` : 'integer (default format)'
    return { misfit: value => (isWhole(value, format === 'int32' ? int32 : int64) ? undefined : words) }
  }
  if (type === 'number' && format === 'float' && either !== true)
    return { misfit: value => (Math.abs(Number(value)) <= largestFloat32 ? undefined : 'number with format float') }
  return anyRange
}

function isWhole(value: number | bigint, bits: number): boolean {
  if (typeof value === 'number' && !Number.isInteger(value)) return false
  const whole = BigInt(value)
  return BigInt.asIntN(bits, whole) === whole
}
