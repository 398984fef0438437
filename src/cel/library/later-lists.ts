import { equal } from '../equality.ts'
import { compare } from '../operators/comparison.ts'
import type { FunctionTable } from '../run/cel-function.ts'
import { type CelList, type CelValue, celError, isKind, listOf, typeName, valuesOf } from '../values.ts'

function slice(list: CelList, start: bigint, end: bigint): CelValue {
  const failed = `cannot slice(${start}, ${end}), `
  if (start < 0n || end < 0n) return celError(`${failed}negative indexes not supported`)
  if (start > end) return celError(`${failed}start index must be less than or equal to end index`)
  if (BigInt(list.size) < end) return celError(`${failed}list is length ${list.size}`)
  return listOf(valuesOf(list).slice(Number(start), Number(end)))
}

function flatten(list: CelList, depth: bigint): CelValue[] {
  return valuesOf(list).flatMap(value => (isKind(value, 'list') && depth > 0n ? flatten(value, depth - 1n) : [value]))
}

function sortBy(list: CelList, keys: CelList): CelValue {
  if (list.size !== keys.size)
    return celError(
      `@sortByAssociatedKeys() expected a list of the same size as the associated keys list, but got ${list.size} and ${keys.size} elements respectively`
    )
  if (list.size === 0) return list
  const sorted = valuesOf(keys).map((key, index) => ({ key, index }))
  const type = typeName(sorted[0]!.key)
  if (sorted.some(({ key }) => typeName(key) !== type)) return celError('list elements must have the same type')
  if (compare(sorted[0]!.key, sorted[0]!.key) === undefined) return celError('list elements must be comparable')
  sorted.sort((a, b) => {
    const order = compare(a.key, b.key)
    return typeof order === 'number' ? order : 0
  })
  return listOf(sorted.map(({ index }) => list.at(index)))
}

function distinct(list: CelList): CelValue {
  const seen: CelValue[] = []
  for (const value of valuesOf(list)) if (!seen.some(other => equal(value, other))) seen.push(value)
  return listOf(seen)
}

/** Lists, beyond those of Kubernetes' own library. Mirrors cel-go ext/lists.go, v0.26. */
export const laterListFunctions: FunctionTable = {
  slice: ([list, start, end]) =>
    isKind(list, 'list') && typeof start === 'bigint' && typeof end === 'bigint' ? slice(list, start, end) : undefined,
  flatten: ([list, depth]) => {
    if (!isKind(list, 'list')) return undefined
    if (depth === undefined) return listOf(flatten(list, 1n))
    if (typeof depth !== 'bigint') return undefined
    return depth < 0n ? celError('level must be non-negative') : listOf(flatten(list, depth))
  },
  sort: ([list], runtime) => {
    if (!isKind(list, 'list')) return undefined
    runtime.reserve(list.size * list.size)
    return sortBy(list, list)
  },
  '@sortByAssociatedKeys': ([list, keys]) => (isKind(list, 'list') && isKind(keys, 'list') ? sortBy(list, keys) : undefined),
  'lists.range': ([count], runtime) => {
    if (typeof count !== 'bigint') return undefined
    runtime.reserve(Number(count))
    return listOf(Array.from({ length: Math.max(0, Number(count)) }, (_, index) => BigInt(index)))
  },
  reverse: ([list]) => (isKind(list, 'list') ? listOf(valuesOf(list).reverse()) : undefined),
  distinct: ([list], runtime) => {
    if (!isKind(list, 'list')) return undefined
    runtime.reserve(list.size * list.size)
    return distinct(list)
  },
}
