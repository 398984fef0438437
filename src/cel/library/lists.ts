import { equal } from '../equality.ts'
import { add } from '../operators/arithmetic.ts'
import { compare } from '../operators/comparison.ts'
import type { CelFunction, FunctionTable } from '../run/functions.ts'
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
      if (typeof order !== 'number') return order ?? noSuchOverload
      if (order * sign < 0) best = value
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

function sum([list]: readonly CelValue[]): CelValue | undefined {
  if (!isKind(list, 'list')) return undefined
  const values = valuesOf(list)
  let total: CelValue = values[0] ?? 0n
  for (const value of values.slice(1)) {
    const next: CelValue | undefined = add(total, value)
    if (next === undefined || isError(next)) return next ?? noSuchOverload
    total = next
  }
  return total
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
