import type { FieldPath } from '../../k8s/field-path.ts'
import { closest } from '../../k8s/nearest.ts'
import type { FieldAdvice } from '../suggest-field.ts'
import { isObject, itemsOf, type JsonSchema, type PlainObject, propertiesOf, propertyOf } from './json-schema.ts'

/** An object on the way from the root to an unknown field. */
export interface SchemaOwner {
  readonly schema: JsonSchema
  readonly value: PlainObject
  /** Length of its path. */
  readonly depth: number
}

const deepestSearch = 3

/** What was meant by a field that its schema does not name, looked for as for built-in kinds. */
export function suggestCustomField(name: string, owners: readonly SchemaOwner[], path: FieldPath): FieldAdvice {
  const owner = owners.at(-1)!
  const near = closest(name, namesOf(owner, owners.length === 1), 2)
  if (near?.edits === 0) return { suggestion: near.candidate }
  for (let i = owners.length - 2; i >= 0; i--)
    if (propertyOf(owners[i]!.schema, name) !== undefined) return { belongsTo: path.slice(0, owners[i]!.depth) }
  if (near?.edits === 1) return { suggestion: near.candidate }
  for (let i = owners.length - 1; i >= 0; i--) {
    const inner = pathInside(name, owners[i]!)
    if (inner !== undefined) return { belongsTo: [...path.slice(0, owners[i]!.depth), ...inner] }
  }
  return near === undefined ? {} : { suggestion: near.candidate }
}

function namesOf({ schema }: SchemaOwner, isRoot: boolean): readonly string[] {
  const names = propertiesOf(schema).map(([name]) => name)
  return isRoot ? ['apiVersion', 'kind', 'metadata', ...names] : names
}

/** The nearest object inside an owner that has a field of that name; one in a list counts only where the list has an item. */
function pathInside(name: string, owner: SchemaOwner): FieldPath | undefined {
  let level: readonly { readonly schema: JsonSchema; readonly value: unknown; readonly path: FieldPath }[] = [{ ...owner, path: [] }]
  for (let depth = 1; depth <= deepestSearch; depth++) {
    const next = level.flatMap(({ schema, value, path }) =>
      propertiesOf(schema)
        .filter(([field]) => field !== 'status')
        .flatMap(([field, inner]) => insideOf(field, inner, memberOf(value, field), path))
    )
    const candidates = next.filter(({ schema }) => propertyOf(schema, name) !== undefined)
    const found = candidates.find(({ value }) => value !== undefined) ?? candidates[0]
    if (found !== undefined) return found.path
    level = next
  }
  return undefined
}

function insideOf(field: string, schema: JsonSchema, value: unknown, path: FieldPath) {
  if (schema.properties !== undefined) return [{ schema, value, path: [...path, field] }]
  const items = itemsOf(schema)
  if (items === undefined || !Array.isArray(value) || value.length === 0) return []
  return [{ schema: items, value: value[0] as unknown, path: [...path, field, 0] }]
}

function memberOf(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
}
