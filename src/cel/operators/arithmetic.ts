import type { FunctionTable } from '../run/cel-function.ts'
import { timestampOf } from '../run/timestamp.ts'
import { type CelList, type CelValue, celError, isKind, listOf, type Tagged, valuesOf } from '../values.ts'

const leastInt = -(2n ** 63n)
const mostInt = 2n ** 63n - 1n
const mostUint = 2n ** 64n - 1n

/** An int, or the error of one that is out of range. */
export function checkedInt(value: bigint): CelValue {
  return value < leastInt || value > mostInt ? celError('integer overflow') : value
}

/** A uint, or the error of one that is out of range. */
export function checkedUint(value: bigint): CelValue {
  return value < 0n || value > mostUint ? celError('unsigned integer overflow') : { kind: 'uint', value }
}

function checkedDuration(nanos: bigint): CelValue {
  return nanos < leastInt || nanos > mostInt ? celError('integer overflow') : { kind: 'duration', nanos }
}

type Operands = readonly CelValue[]

/** `+`, `-`, `*`, `/`, `%` and the sign. Mirrors cel-go common/types, v0.26. */
export const arithmetic: FunctionTable = {
  '_+_': ([left, right]) => add(left!, right!),
  '_-_': ([left, right]) => subtract(left!, right!),
  '_*_': args =>
    numbers(
      args,
      (a, b) => a * b,
      (a, b) => a * b
    ),
  '_/_': args =>
    isZero(args)
      ? celError('division by zero')
      : numbers(
          args,
          (a, b) => a / b,
          (a, b) => a / b
        ),
  '_%_': args =>
    typeof args[0] === 'number'
      ? undefined
      : isZero(args)
        ? celError('modulus by zero')
        : numbers(
            args,
            (a, b) => a % b,
            () => Number.NaN
          ),
  '-_': ([value]) =>
    typeof value === 'bigint'
      ? checkedInt(-value)
      : typeof value === 'number'
        ? -value
        : isKind(value, 'duration')
          ? checkedDuration(-value.nanos)
          : undefined,
}

function numbers(
  [left, right]: Operands,
  whole: (a: bigint, b: bigint) => bigint,
  real: (a: number, b: number) => number
): CelValue | undefined {
  if (typeof left === 'bigint' && typeof right === 'bigint') return checkedInt(whole(left, right))
  if (typeof left === 'number' && typeof right === 'number') return real(left, right)
  return isKind(left, 'uint') && isKind(right, 'uint') ? checkedUint(whole(left.value, right.value)) : undefined
}

function isZero([left, right]: Operands): boolean {
  if (typeof left === 'bigint') return right === 0n
  return isKind(left, 'uint') && isKind(right, 'uint') && right.value === 0n
}

/** `left + right`; undefined where the two do not add. */
export function add(left: CelValue, right: CelValue): CelValue | undefined {
  if (typeof left === 'string') return typeof right === 'string' ? left + right : undefined
  if (isKind(left, 'list')) return isKind(right, 'list') ? concatenate(left, right) : undefined
  if (isKind(left, 'bytes')) return isKind(right, 'bytes') ? { kind: 'bytes', bytes: Buffer.concat([left.bytes, right.bytes]) } : undefined
  if (isKind(left, 'timestamp')) return isKind(right, 'duration') ? shift(left, right.nanos) : undefined
  if (!isKind(left, 'duration'))
    return numbers(
      [left, right],
      (a, b) => a + b,
      (a, b) => a + b
    )
  if (isKind(right, 'duration')) return checkedDuration(left.nanos + right.nanos)
  return isKind(right, 'timestamp') ? shift(right, left.nanos) : undefined
}

function concatenate(left: CelList, right: CelList): CelValue {
  if (left.add !== undefined) return left.add(right)
  if (left.size === 0) return right
  if (right.size === 0) return left
  return listOf([...valuesOf(left), ...valuesOf(right)])
}

function subtract(left: CelValue, right: CelValue): CelValue | undefined {
  if (isKind(left, 'timestamp')) {
    if (isKind(right, 'duration')) return shift(left, -right.nanos)
    return isKind(right, 'timestamp')
      ? checkedDuration((left.seconds - right.seconds) * 1_000_000_000n + BigInt(left.nanos - right.nanos))
      : undefined
  }
  if (isKind(left, 'duration')) return isKind(right, 'duration') ? checkedDuration(left.nanos - right.nanos) : undefined
  return numbers(
    [left, right],
    (a, b) => a - b,
    (a, b) => a - b
  )
}

function shift(moment: Tagged<'timestamp'>, nanos: bigint): CelValue {
  const total = BigInt(moment.nanos) + nanos
  const fraction = ((total % 1_000_000_000n) + 1_000_000_000n) % 1_000_000_000n
  return timestampOf(moment.seconds + (total - fraction) / 1_000_000_000n, Number(fraction), moment.offset)
}
