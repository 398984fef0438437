import { equal } from '../equality.ts'
import type { FunctionTable } from '../run/cel-function.ts'
import { insert } from '../run/maps.ts'
import { showValue } from '../run/show-value.ts'
import { type CelList, type CelMap, type CelValue, celError, isError, isKind, sizeOf } from '../values.ts'

/** Whether a list holds a value. */
export function contains(list: CelList, value: CelValue): boolean {
  for (let index = 0; index < list.size; index++) if (equal(list.at(index), value)) return true
  return false
}

/** `size`, `in`, and the inserts of two-variable macros. */
export const containers: FunctionTable = {
  size: ([value]) => {
    const size = sizeOf(value!)
    return size === undefined ? celError('no such overload: size') : BigInt(size)
  },
  '@in': ([value, container]) => {
    if (isKind(container, 'list')) return contains(container, value!)
    if (!isKind(container, 'map')) return undefined
    const found = container.get(value!)
    return found === undefined ? false : isError(found) ? found : true
  },
  'cel.@mapInsert': ([map, key, value]) => {
    if (!isKind(map, 'map')) return undefined
    if (value !== undefined) return inserted(map, key!, value)
    return isKind(key, 'map') ? insertAll(map, key) : undefined
  },
}

function inserted(map: CelMap, key: CelValue, value: CelValue): CelValue {
  return insert(map, key, value) ?? celError(`insert failed: key ${showValue(key)} already exists`)
}

function insertAll(map: CelMap, added: CelMap): CelValue {
  let result = map
  for (const key of added.keys()) {
    const next = inserted(result, key, added.get(key)!)
    if (!isKind(next, 'map')) return next
    result = next
  }
  return result
}
