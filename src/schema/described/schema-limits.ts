/** Bounds of a JSON schema that somebody brings: compiling one past them may take minutes. */
const limits = { depth: 100, properties: 5000, enum: 2000, nodes: 200_000 }
/** Kinds of trouble with a schema, each a clause without a full stop. */
export type SchemaTrouble = string

/** Why a schema is not compiled; undefined where it may be. No reference outside the document is ever followed. */
export function schemaTrouble(schema: unknown): SchemaTrouble | undefined {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return 'it is no object'
  const pending: { readonly value: object; readonly depth: number }[] = [{ value: schema, depth: 0 }]
  let nodes = 0
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { value, depth } = next
    if (++nodes > limits.nodes) return `it has more than ${limits.nodes} parts`
    if (depth > limits.depth) return `it is nested deeper than ${limits.depth} levels`
    for (const [key, part] of Object.entries(value)) {
      if (key === '$ref' && typeof part === 'string' && !part.startsWith('#')) return `it refers to another document, ${part}`
      if (key === 'enum' && Array.isArray(part) && part.length > limits.enum) return `an enum has more than ${limits.enum} values`
      if (key === 'properties' && typeof part === 'object' && part !== null && Object.keys(part).length > limits.properties)
        return `an object has more than ${limits.properties} properties`
      if (typeof part === 'object' && part !== null) pending.push({ value: part, depth: depth + 1 })
    }
  }
  return undefined
}
