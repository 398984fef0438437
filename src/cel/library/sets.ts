import { contains } from '../operators/containers.ts'
import type { CelFunction, FunctionTable } from '../run/cel-function.ts'
import { type CelList, isKind, valuesOf } from '../values.ts'

function pair(of: (left: CelList, right: CelList) => boolean): CelFunction {
  return ([left, right], runtime) => {
    if (!isKind(left, 'list') || !isKind(right, 'list')) return undefined
    runtime.reserve(left.size * right.size)
    return of(left, right)
  }
}

function holdsAll(list: CelList, others: CelList): boolean {
  return valuesOf(others).every(value => contains(list, value))
}

/** Lists as sets. Mirrors cel-go ext/sets.go, v0.26. */
export const setFunctions: FunctionTable = {
  'sets.contains': pair(holdsAll),
  'sets.equivalent': pair((left, right) => holdsAll(left, right) && holdsAll(right, left)),
  'sets.intersects': pair((left, right) => valuesOf(left).some(value => contains(right, value))),
}
