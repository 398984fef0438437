import { type CelValue, isKind, toJson, valuesOf } from '../../../cel/index.ts'
import type { ListKey, MergeSchema } from './merge-schema.ts'
import { typingErrors } from './typing-errors.ts'

type Values = Readonly<Record<string, unknown>>

/** What a patch makes of an object, or the error that keeps it from doing so. */
export type Patched = { readonly object: unknown } | { readonly error: string }

/** Applies what an expression evaluates to. Mirrors apiserver pkg/admission/plugin/policy/mutating/patch/smd.go Patch, v1.36. */
export function applyConfiguration(value: CelValue, object: Values, schema: MergeSchema): Patched {
  const mismatch = typeMismatch(value)
  if (mismatch !== undefined) return { error: `type mismatch: ${mismatch}` }
  const { apiVersion, kind } = object
  const patch = { ...(toJson(value) as Values), apiVersion, kind }
  const errors = typingErrors(patch, schema)
  if (errors !== undefined) return { error: `error applying patch: failed to convert patch object to typed object: ${errors}` }
  const atomics = atomicPaths(patch, schema, '')
  if (atomics.length > 0) {
    const why = `may not mutate atomic arrays, maps or structs: ${atomics.join(', ')}`
    return { error: `error applying patch: invalid ApplyConfiguration: ${why}` }
  }
  return { object: merge(object, patch, schema) }
}

/** Objects must be named as the fields that they are put into. Mirrors apiserver pkg/cel/mutation/dynamic/objects.go CheckTypeNamesMatchFieldPathNames, v1.36. */
export function typeMismatch(value: CelValue, path = 'Object'): string | undefined {
  if (isKind(value, 'map')) {
    if (value.type !== undefined && value.type !== path) {
      return `unexpected type name ${JSON.stringify(value.type)}, expected ${JSON.stringify(path)}, which matches field name path from root Object type`
    }
    for (const key of value.keys()) {
      const found = typeMismatch(value.get(key) ?? null, value.type === undefined ? path : `${path}.${String(key)}`)
      if (found !== undefined) return found
    }
  }
  if (isKind(value, 'list'))
    for (const item of valuesOf(value)) {
      const found = typeMismatch(item, path)
      if (found !== undefined) return found
    }
  return undefined
}

/** Mirrors findAtomics. */
function atomicPaths(value: unknown, schema: MergeSchema, path: string): readonly string[] {
  if (Array.isArray(value)) {
    const own = schema.atomic ? [path] : []
    const { of } = schema
    return of === undefined ? own : [...own, ...value.flatMap((item, index) => atomicPaths(item, of(), `${path}[${index}]`))]
  }
  if (!isObject(value)) return []
  const inner = Object.keys(value).flatMap(name => {
    const field = schema.field?.(name)
    return field === undefined ? [] : atomicPaths(value[name], field, `${path}.${name}`)
  })
  return schema.atomic ? [path, ...inner] : inner
}

/** Mirrors structured-merge-diff typed/merge.go, v6. */
function merge(current: unknown, patch: unknown, schema: MergeSchema | undefined): unknown {
  if (patch === undefined) return current
  if (current === undefined || current === null || schema?.atomic === true) return patch
  if (isObject(patch) && isObject(current)) return mergeMaps(current, patch, schema)
  if (Array.isArray(patch) && Array.isArray(current) && schema?.keys !== undefined) return mergeLists(current, patch, schema, schema.keys)
  return patch
}

function mergeMaps(current: Values, patch: Values, schema: MergeSchema | undefined): Values {
  const merged: Record<string, unknown> = Object.create(null)
  for (const [name, value] of Object.entries(current)) merged[name] = value
  for (const [name, value] of Object.entries(patch)) merged[name] = merge(merged[name], value, schema?.field?.(name) ?? schema?.of?.())
  return merged
}

/** Items that only the object has keep their places; those of the patch come in its order. Mirrors typed/merge.go visitListItems. */
function mergeLists(current: readonly unknown[], patch: readonly unknown[], schema: MergeSchema, keys: readonly ListKey[]): unknown[] {
  const idOf = (item: unknown): string => itemId(item, keys)
  const [ours, theirs] = [current.map(idOf), patch.map(idOf)]
  const there = new Map(ours.map((id, index) => [id, current[index]]))
  const patched = new Set(theirs)
  const shared = theirs.filter(id => there.has(id))
  const done = new Set<string>()
  const merged: unknown[] = []
  const take = (right: number): void => {
    const id = theirs[right]!
    merged.push(keys.length === 0 ? patch[right] : merge(there.get(id), patch[right], schema.of?.()))
    done.add(id)
    if (shared[0] === id) shared.shift()
  }
  let [left, right] = [0, 0]
  while (left < ours.length || right < theirs.length) {
    const id = ours[left]
    if (id !== undefined && right < theirs.length) {
      if (id === theirs[right]) {
        take(right++)
        left++
        continue
      }
      if (patched.has(id) && shared[0] !== undefined && shared[0] !== id) {
        left++
        continue
      }
    }
    if (id !== undefined) {
      if (!patched.has(id)) {
        merged.push(current[left++])
        continue
      }
      if (done.has(id)) left++
    }
    if (right < theirs.length) take(right++)
  }
  return merged
}

/** What tells an item of a list from the others. */
export function itemId(item: unknown, keys: readonly ListKey[]): string {
  if (keys.length === 0) return JSON.stringify(item)
  return JSON.stringify(keys.map(key => (isObject(item) && Object.hasOwn(item, key.name) ? item[key.name] : key.default)))
}

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
