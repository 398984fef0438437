import { type CelMap, type CelValue, isKind } from '../values.ts'

/** The key of a value in a map: numbers that are equal have one. */
function keyOf(key: CelValue): string | undefined {
  if (typeof key === 'string') return `s${key}`
  if (typeof key === 'boolean') return `b${key}`
  if (typeof key === 'bigint') return `n${key}`
  if (typeof key === 'number') return Number.isInteger(key) ? `n${BigInt(key)}` : `n${key}`
  return isKind(key, 'uint') ? `n${key.value}` : undefined
}

/** A map of entries, later ones over earlier ones of the same key. */
export function mapOf(entries: Iterable<readonly [CelValue, CelValue]>, type?: string): CelMap {
  const values = new Map<string | undefined, readonly [CelValue, CelValue]>()
  for (const entry of entries) values.set(keyOf(entry[0]), entry)
  return {
    kind: 'map',
    size: values.size,
    get: key => values.get(keyOf(key))?.[1],
    keys: () => [...values.values()].map(([key]) => key),
    ...(type === undefined ? {} : { type }),
  }
}

/** A map with one more entry; undefined where the key is there already. */
export function insert(map: CelMap, key: CelValue, value: CelValue): CelMap | undefined {
  if (map.get(key) !== undefined) return undefined
  return mapOf([...map.keys().map(known => [known, map.get(known)!] as const), [key, value]])
}
