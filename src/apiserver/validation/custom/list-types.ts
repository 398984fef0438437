import type { FieldError } from '../../../k8s/field-error.ts'
import { goJson, goShown, isInt64 } from '../../../k8s/go-json.ts'
import { additionalOf, isObject, itemsOf, type JsonSchema, type PlainObject, propertyOf } from '../../../schema/custom/json-schema.ts'
import { Field } from '../field.ts'

/** Lists that are sets or maps and hold something twice. Mirrors apiextensions-apiserver pkg/apiserver/schema/listtype/validation.go ValidateListSetsAndMaps, v1.36. */
export function listTypeErrors(object: PlainObject, schema: JsonSchema): readonly FieldError[] {
  const errors: FieldError[] = []
  addErrors(Field.root(object), schema, errors)
  return errors
}

function addErrors(field: Field, schema: JsonSchema, errors: FieldError[]): void {
  const { value } = field
  if (Array.isArray(value)) {
    if (schema['x-kubernetes-list-type'] === 'set') errors.push(...repeated(value).map(index => duplicate(field.item(index), value[index])))
    else if (schema['x-kubernetes-list-type'] === 'map') errors.push(...mapErrors(field, value, schema['x-kubernetes-list-map-keys'] ?? []))
    const items = itemsOf(schema)
    if (items !== undefined) for (const item of field.items) if (typeof item.value === 'object') addErrors(item, items, errors)
  } else if (isObject(value)) {
    const additional = additionalOf(schema)
    for (const key of Object.keys(value)) {
      if (typeof value[key] !== 'object') continue
      if (additional !== undefined) addErrors(field.entry(key), additional, errors)
      const property = propertyOf(schema, key)
      if (property !== undefined) addErrors(field.child(key), property, errors)
    }
  }
}

function mapErrors(field: Field, items: readonly unknown[], keys: readonly string[]): readonly FieldError[] {
  const scalar = items.findIndex(item => item !== null && !isObject(item))
  if (scalar !== -1) {
    const message = `Invalid value: ${goShown(items[scalar])}: must be an object for an array of list-type map`
    const item = field.item(scalar)
    return [{ reason: 'FieldValueInvalid', field: item.name, path: item.path, message }]
  }
  const identities = items.map(item => {
    const object = isObject(item) ? item : {}
    return Object.fromEntries(keys.filter(key => Object.hasOwn(object, key)).map(key => [key, object[key]]))
  })
  return repeated(identities).map(index => duplicate(field.item(index), identities[index]))
}

/** The second place of each value that is there more than once. */
function repeated(values: readonly unknown[]): readonly number[] {
  const seen = new Map<string, number>()
  const found: number[] = []
  for (const [index, value] of values.entries()) {
    const id = identity(value)
    const times = seen.get(id) ?? 0
    seen.set(id, times + 1)
    if (times === 1) found.push(index)
  }
  return found
}

/** Whole numbers and others are told apart where they stand alone. */
function identity(value: unknown): string {
  const isNumber = typeof value === 'number' || typeof value === 'bigint'
  return isNumber ? `${isInt64(value) ? 'int' : 'float'} ${String(value)}` : `${typeof value} ${goJson(value)}`
}

function duplicate({ name, path }: Field, value: unknown): FieldError {
  return { reason: 'FieldValueDuplicate', field: name, path, message: `Duplicate value: ${goShown(value)}` }
}
