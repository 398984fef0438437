import { isInt64 } from '../../../../k8s/go-json.ts'
import { isObject, type JsonSchema } from '../../../../schema/custom/json-schema.ts'

/** Finds the old item with the keys of a new one; only lists of the type map have any. Mirrors apiserver pkg/cel/common/maplist.go MakeMapList, v1.36. */
export function keyedItems(schema: JsonSchema, old: readonly unknown[]): (item: unknown) => unknown {
  const keys = schema['x-kubernetes-list-map-keys'] ?? []
  if (schema.type !== 'array' || schema['x-kubernetes-list-type'] !== 'map' || keys.length === 0 || old.length === 0) return () => undefined
  const items = new Map<string, unknown>()
  for (const item of old) {
    const id = identity(item, keys)
    if (id !== undefined && !items.has(id)) items.set(id, item)
  }
  return item => {
    const id = identity(item, keys)
    return id === undefined ? undefined : items.get(id)
  }
}

/** Undefined where a key is missing or no scalar. */
function identity(item: unknown, keys: readonly string[]): string | undefined {
  if (!isObject(item)) return undefined
  const parts: string[] = []
  for (const key of keys) {
    const value = Object.hasOwn(item, key) ? item[key] : undefined
    if (value === undefined || value === null || typeof value === 'object') return undefined
    const isNumber = typeof value === 'number' || typeof value === 'bigint'
    parts.push(`${isNumber ? (isInt64(value) ? 'int64' : 'float64') : typeof value} ${JSON.stringify(String(value))}`)
  }
  return parts.join('\u0000')
}
