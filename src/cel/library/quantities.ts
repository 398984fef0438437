import {
  addQuantities,
  compareQuantities,
  parseQuantity,
  type Quantity,
  quantityErrorMessages,
  quantitySign,
  subtractQuantities,
} from '../../k8s/quantity.ts'
import type { CelFunction, FunctionTable } from '../run/cel-function.ts'
import { type CelValue, celError, isKind } from '../values.ts'

const mostInt = 2n ** 63n - 1n

/** A function of two quantities; some take a whole number for the second. */
function pair(of: (left: Quantity, right: Quantity) => CelValue, whole = false): CelFunction {
  return ([left, right]) => {
    if (!isKind(left, 'quantity')) return undefined
    if (isKind(right, 'quantity')) return of(left.quantity, right.quantity)
    return whole && typeof right === 'bigint'
      ? of(left.quantity, { unscaled: right, scale: 0, format: 'DecimalExponent', int64: true })
      : undefined
  }
}

function single(of: (quantity: Quantity) => CelValue): CelFunction {
  return ([value]) => (isKind(value, 'quantity') ? of(value.quantity) : undefined)
}

/** The amount as an int64; undefined where it is no whole number or too large. Mirrors apimachinery Quantity.AsInt64, v1.36. */
function asInt64({ unscaled, scale, int64 }: Quantity): bigint | undefined {
  if (!int64) return undefined
  if (scale >= 0) {
    const value = scale > 30 ? undefined : unscaled * 10n ** BigInt(scale)
    return value === undefined || value > mostInt || value < -mostInt - 1n ? undefined : value
  }
  const unit = 10n ** BigInt(-scale)
  return unscaled % unit === 0n ? unscaled / unit : undefined
}

/** Only JSON may have space around a quantity. Mirrors apimachinery pkg/api/resource/quantity.go ParseQuantity, v1.36. */
function parsedExactly(text: string): ReturnType<typeof parseQuantity> {
  return /^\s|\s$/.test(text) ? 'format' : parseQuantity(text)
}

/** Quantities. Mirrors apiserver pkg/cel/library/quantity.go, v1.36. */
export const quantityFunctions: FunctionTable = {
  quantity: ([text]) => {
    if (typeof text !== 'string') return undefined
    const quantity = parsedExactly(text)
    return typeof quantity === 'string' ? celError(quantityErrorMessages[quantity]) : { kind: 'quantity', quantity }
  },
  isQuantity: ([text]) => (typeof text === 'string' ? typeof parsedExactly(text) !== 'string' : undefined),
  sign: single(quantity => BigInt(quantitySign(quantity))),
  isGreaterThan: pair((left, right) => compareQuantities(left, right) > 0),
  isLessThan: pair((left, right) => compareQuantities(left, right) < 0),
  compareTo: pair((left, right) => BigInt(compareQuantities(left, right))),
  asApproximateFloat: single(({ unscaled, scale }) => Number(`${unscaled}e${scale}`)),
  asInteger: single(quantity => asInt64(quantity) ?? celError('cannot convert value to integer')),
  isInteger: single(quantity => asInt64(quantity) !== undefined),
  add: pair((left, right) => ({ kind: 'quantity', quantity: addQuantities(left, right) }), true),
  sub: pair((left, right) => ({ kind: 'quantity', quantity: subtractQuantities(left, right) }), true),
}
