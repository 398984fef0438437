import type { ListKey, MergeSchema } from './merge-schema.ts'

type Values = Readonly<Record<string, unknown>>

/** What keeps a value from being one of a type, as one text. Mirrors structured-merge-diff typed/validate.go, v6. */
export function typingErrors(value: unknown, schema: MergeSchema): string | undefined {
  const errors = [...errorsAt(value, schema, '')]
  if (errors.length <= 1) return errors[0]
  return ['errors:', ...errors.map(error => `  ${error}`)].join('\n')
}

function* errorsAt(value: unknown, schema: MergeSchema, path: string): Generator<string> {
  const error = (why: string): string => (path === '' ? why : `${path}: ${why}`)
  if (value === null || value === undefined) return
  switch (schema.kind) {
    case 'text':
      if (typeof value !== 'string') yield error(`expected string, got &value.valueUnstructured{Value:${goValue(value)}}`)
      return
    case 'number':
      if (typeof value !== 'number' && typeof value !== 'bigint') yield error(`expected numeric (int or float), got ${goType(value)}`)
      return
    case 'boolean':
      if (typeof value !== 'boolean') yield error(`expected boolean, got &{${goValue(value)}}`)
      return
    case 'map':
      if (typeof value === 'object' && !Array.isArray(value)) yield* mapErrors(value as Values, schema, path)
      else yield error(`expected map, got &{${goValue(value)}}`)
      return
    case 'list':
      if (Array.isArray(value)) yield* listErrors(value, schema, path)
      else yield error(`expected list, got &{${goValue(value)}}`)
      return
    default:
  }
}

function* mapErrors(value: Values, schema: MergeSchema, path: string): Generator<string> {
  for (const [name, inner] of Object.entries(value)) {
    const field = schema.field === undefined ? schema.of?.() : schema.field(name)
    if (field === undefined) yield `${path}.${name}: field not declared in schema`
    else yield* errorsAt(inner, field, `${path}.${name}`)
  }
}

function* listErrors(items: readonly unknown[], schema: MergeSchema, path: string): Generator<string> {
  const { keys, of } = schema
  const seen = new Set<string>()
  for (const [index, item] of items.entries()) {
    const missing = keys?.find(({ name, default: value }) => memberOf(item, name) === undefined && value === undefined)
    if (missing !== undefined) {
      const names = `associative list with keys has an element that omits key field ${JSON.stringify(missing.name)}`
      yield `${path}: element ${index}: ${names} (and doesn't have default value)`
      continue
    }
    const place = keys === undefined ? `[${index}]` : placeOf(item, keys)
    if (keys !== undefined && seen.has(place)) yield `${path}: duplicate entries for key ${place}`
    seen.add(place)
    if (of !== undefined) yield* errorsAt(item, of(), `${path}${place}`)
  }
}

/** `[containerPort=80,protocol="TCP"]`, or `[="a"]` in a set. */
function placeOf(item: unknown, keys: readonly ListKey[]): string {
  if (keys.length === 0) return `[=${JSON.stringify(item)}]`
  const sorted = [...keys].sort((a, b) => (a.name < b.name ? -1 : 1))
  return `[${sorted.map(({ name, default: value }) => `${name}=${JSON.stringify(memberOf(item, name) ?? value)}`).join(',')}]`
}

function memberOf(item: unknown, name: string): unknown {
  return typeof item === 'object' && item !== null && Object.hasOwn(item, name) ? (item as Values)[name] : undefined
}

function goType(value: unknown): string {
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'string') return 'string'
  return Array.isArray(value) ? '[]interface {}' : 'map[string]interface {}'
}

function goValue(value: unknown): string {
  return typeof value === 'object' ? goType(value) : String(value)
}
