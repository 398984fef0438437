import { equal } from '../equality.ts'
import { add } from '../operators/arithmetic.ts'
import { compare } from '../operators/comparison.ts'
import type { CelFunction, FunctionTable, Runtime } from '../run/cel-function.ts'
import { type CelValue, celError, isError, isKind, noSuchOverload, valuesOf } from '../values.ts'

function extreme(name: string, sign: 1 | -1): CelFunction {
  return ([list]) => {
    if (!isKind(list, 'list')) return undefined
    let best: CelValue | undefined
    for (const value of valuesOf(list)) {
      if (best === undefined) {
        best = value
        continue
      }
      const order = compare(best, value)
      if (order === undefined) return noSuchOverload
      if (typeof order === 'number' && order * sign < 0) best = value
    }
    return best ?? celError(`${name} called on empty list`)
  }
}

function isSorted([list]: readonly CelValue[]): CelValue | undefined {
  if (!isKind(list, 'list')) return undefined
  for (let index = 1; index < list.size; index++) {
    const order = compare(list.at(index - 1), list.at(index))
    if (typeof order === 'number' && order > 0) return false
  }
  return true
}

/** What sums begin with, by overload; that of whole numbers where only the values tell their type. */
const zeros: Readonly<Record<string, CelValue>> = {
  list_uint_sum_uint: { kind: 'uint', value: 0n },
  list_double_sum_double: 0,
  list_duration_sum_duration: { kind: 'duration', nanos: 0n },
}

function sum([list]: readonly CelValue[], _runtime: Runtime, overload: string): CelValue | undefined {
  if (!isKind(list, 'list')) return undefined
  const values = valuesOf(list)
  let total: CelValue = zeros[overload] ?? zeroLike(values[0])
  for (const value of values) {
    const next: CelValue | undefined = add(total, value)
    if (next === undefined || isError(next)) return next ?? noSuchOverload
    total = next
  }
  return total
}

function zeroLike(value: CelValue | undefined): CelValue {
  if (typeof value === 'number') return 0
  if (isKind(value, 'uint')) return { kind: 'uint', value: 0n }
  return isKind(value, 'duration') ? { kind: 'duration', nanos: 0n } : 0n
}

function position(find: (matches: readonly boolean[]) => number): CelFunction {
  return ([list, item]) => (isKind(list, 'list') ? BigInt(find(valuesOf(list).map(value => equal(value, item!)))) : undefined)
}

/** Lists of one type. Mirrors apiserver pkg/cel/library/lists.go, v1.36. */
export const listFunctions: FunctionTable = {
  isSorted,
  sum,
  max: extreme('max', 1),
  min: extreme('min', -1),
  indexOf: position(matches => matches.indexOf(true)),
  lastIndexOf: position(matches => matches.lastIndexOf(true)),
}
