import { type CelMap, type CelValue, isKind, valuesOf } from './values.ts'

/** Plain JSON data as a value whose types nothing declares: whole numbers are ints, others doubles. */
export function dynamicValue(data: unknown): CelValue {
  if (data === null || data === undefined) return null
  if (typeof data === 'number') return Number.isSafeInteger(data) && !Object.is(data, -0) ? BigInt(data) : data
  if (typeof data === 'bigint' || typeof data === 'string' || typeof data === 'boolean') return data
  if (Array.isArray(data)) return { kind: 'list', size: data.length, at: index => dynamicValue(data[index]) }
  return typeof data === 'object' ? dynamicMap(data as Readonly<Record<string, unknown>>) : null
}

function dynamicMap(data: Readonly<Record<string, unknown>>): CelMap {
  const keys = Object.keys(data)
  return {
    kind: 'map',
    size: keys.length,
    get: key => (typeof key === 'string' && Object.hasOwn(data, key) ? dynamicValue(data[key]) : undefined),
    keys: () => keys,
  }
}

/** Whether two pieces of JSON data are the same. */
export function deepEqual(left: unknown, right: unknown): boolean {
  if (left === right) return true
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false
  if (Array.isArray(left) !== Array.isArray(right)) return false
  const mine = Object.entries(left)
  return (
    mine.length === Object.keys(right).length &&
    mine.every(([key, value]) => Object.hasOwn(right, key) && deepEqual(value, (right as Record<string, unknown>)[key]))
  )
}

/** A value as JSON data; undefined where it has none, as types and errors. Mirrors cel-go common/types ConvertToNative for JSON, v0.26. */
export function toJson(value: CelValue): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value
  if (typeof value !== 'object' || value === null) return value
  switch (value.kind) {
    case 'uint':
      return Number(value.value)
    case 'bytes':
      return Buffer.from(value.bytes).toString('base64')
    case 'list':
      return valuesOf(value).map(toJson)
    case 'map':
      return mapToJson(value)
    case 'unknown':
      return value.data
    case 'optional':
      return value.value === undefined ? null : toJson(value.value)
    default:
      return undefined
  }
}

function mapToJson(map: CelMap): Readonly<Record<string, unknown>> {
  const data: Record<string, unknown> = Object.create(null)
  for (const key of map.keys()) data[isKind(key, 'uint') ? String(key.value) : String(key)] = toJson(map.get(key) ?? null)
  return data
}
