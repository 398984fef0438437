import { memberOf } from '../value-check.ts'

/** What a schema may say wherever it stands, without anything to be checked. */
const plainKeywords: ReadonlySet<string> = new Set([
  ...['type', 'description', 'title', 'format', 'required', 'properties', 'items'],
  ...['minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems'],
])
const scalarTypes: ReadonlySet<unknown> = new Set(['boolean', 'integer', 'number', 'string'])

/** Whether a schema is of objects, lists and scalars, and says nothing else that a definition may get wrong. */
export function isPlainSchema(root: unknown): boolean {
  if (memberOf(root, 'type') !== 'object' || !hasPlainRoot(memberOf(root, 'properties'))) return false
  const tasks: unknown[] = [root]
  while (tasks.length > 0) {
    const schema = tasks.pop()
    if (!isMap(schema)) return false
    for (const keyword in schema) if (!plainKeywords.has(keyword) || schema[keyword] === null) return false
    const { type, items, properties } = schema
    if (type === 'array') tasks.push(items)
    else if (items !== undefined || (type !== 'object' && !scalarTypes.has(type))) return false
    if (properties === undefined) continue
    if (type !== 'object' || !isMap(properties)) return false
    for (const name in properties) tasks.push(properties[name])
  }
  return true
}

/** What every object has is described as it is, if at all. */
function hasPlainRoot(properties: unknown): boolean {
  const metadata = memberOf(properties, 'metadata')
  if (metadata !== undefined && !(memberOf(metadata, 'type') === 'object' && Object.keys(metadata as object).length === 1)) return false
  return ['kind', 'apiVersion'].every(name => [undefined, 'string'].includes(typeOf(memberOf(properties, name))))
}

function typeOf(schema: unknown): string | undefined {
  return schema === undefined ? undefined : String(memberOf(schema, 'type'))
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
