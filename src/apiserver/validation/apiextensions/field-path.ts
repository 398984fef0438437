import type { Field } from '../field.ts'

/** Where a path leads in a schema. */
export interface SchemaFieldPath {
  readonly path: readonly string[]
  /** The same, with what is a key of a map rather than a field. */
  readonly steps: readonly { readonly name: string; readonly isKey: boolean }[]
  readonly schema: Field
}

const token = /'(?:[^'\\]|\\.)*'|[.[\]]|[^.[\]]+/g

/** Follows `.spec.size` or `.labels['a.b']`, or says why it leads nowhere. Mirrors apiextensions-apiserver pkg/apiserver/schema/cel/validation.go ValidFieldPath, v1.36. */
export function schemaFieldPath(jsonPath: string, root: Field, withBrackets: boolean): SchemaFieldPath | string {
  const tokens = jsonPath.match(token) ?? []
  const steps: { name: string; isKey: boolean }[] = []
  let schema = root
  for (let index = 0; index < tokens.length; index++) {
    const start = tokens[index]!
    if (start !== '.' && start !== '[') return `expected [ or . but got: ${start}`
    if (start === '[' && !withBrackets) return 'array notation is not allowed'
    const next = tokens[++index]
    if (next === undefined) return 'unexpected end of JSON path'
    let name = next
    if (start === '[') {
      if (next.length < 2 || !next.startsWith("'") || !next.endsWith("'")) return `expected single quoted string but got ${next}`
      name = next.slice(1, -1).replaceAll("\\'", "'")
    }
    const properties = schema.child('properties')
    const additional = schema.child('additionalProperties')
    if (!properties.empty) {
      if (!properties.keys.includes(name)) return 'does not refer to a valid field'
      schema = properties.entry(name)
    } else if (!additional.absent) schema = additional
    else return 'does not refer to a valid field'
    steps.push({ name, isKey: properties.empty })
    if (start !== '[') continue
    const end = tokens[++index]
    if (end === undefined) return 'unexpected end of JSON path'
    if (end !== ']') return `expected ] but got ${end}`
  }
  return { path: steps.map(({ name }) => name), steps, schema }
}
