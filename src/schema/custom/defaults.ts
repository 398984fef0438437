import {
  additionalOf,
  hasAdditional,
  hasDefault,
  isObject,
  itemsOf,
  type JsonSchema,
  propertiesOf,
  propertyOf,
  setMember,
} from './json-schema.ts'

/** Fills in the defaults of a schema; the same value where none is missing. Mirrors apiextensions-apiserver pkg/apiserver/schema/defaulting/algorithm.go Default, v1.36. */
export function withDefaults(value: unknown, schema: JsonSchema): unknown {
  if (Array.isArray(value)) return listWithDefaults(value, itemsOf(schema))
  return isObject(value) ? objectWithDefaults(value, schema) : value
}

function listWithDefaults(value: readonly unknown[], items: JsonSchema | undefined): unknown {
  if (items === undefined) return value
  let changed: unknown[] | undefined
  for (const [index, item] of value.entries()) {
    const filled = withDefaults(orDefault(item, items), items)
    if (filled === item) continue
    changed ??= [...value]
    changed[index] = filled
  }
  return changed ?? value
}

function objectWithDefaults(value: Readonly<Record<string, unknown>>, schema: JsonSchema): unknown {
  let changed: Record<string, unknown> | undefined
  const set = (key: string, member: unknown): void => {
    changed ??= { ...value }
    setMember(changed, key, member)
  }
  for (const [name, property] of propertiesOf(schema))
    if (hasDefault(property) && !Object.hasOwn(value, name)) set(name, withDefaults(property.default, property))
  const additional = additionalOf(schema)
  for (const key of Object.keys(value)) {
    const own = propertyOf(schema, key) ?? (hasAdditional(schema) ? additional : undefined)
    if (own === undefined) continue
    const filled = withDefaults(orDefault(value[key], own), own)
    if (filled !== value[key]) set(key, filled)
  }
  return changed ?? value
}

/** A null that may not be one counts as absent. */
function orDefault(value: unknown, schema: JsonSchema): unknown {
  return value === null && schema.nullable !== true ? (schema.default ?? null) : value
}
