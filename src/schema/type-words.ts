import { numberLiteral } from './integers.ts'
import { nodeKinds, type TypeNode } from './table.ts'

const longestShown = 60
const singular: Readonly<Record<number, string>> = {
  [nodeKinds.text]: 'string',
  [nodeKinds.int32]: 'integer',
  [nodeKinds.int64]: 'integer',
  [nodeKinds.boolean]: 'boolean',
  [nodeKinds.float64]: 'number',
  [nodeKinds.intOrString]: 'integer or string',
  [nodeKinds.quantity]: 'quantity such as 500m or 2Gi',
  [nodeKinds.time]: 'time such as 2006-01-02T15:04:05Z',
  [nodeKinds.microTime]: 'time such as 2006-01-02T15:04:05.000000Z',
  [nodeKinds.bytes]: 'base64 text',
  [nodeKinds.anything]: 'value',
  [nodeKinds.schemaOrList]: 'JSON schema or list of JSON schemas',
  [nodeKinds.schemaOrBoolean]: 'JSON schema or boolean',
  [nodeKinds.schemaOrStrings]: 'JSON schema or list of strings',
  [nodeKinds.struct]: 'object',
}
const plural: Readonly<Record<number, string>> = {
  [nodeKinds.text]: 'strings',
  [nodeKinds.int32]: 'integers',
  [nodeKinds.int64]: 'integers',
  [nodeKinds.boolean]: 'booleans',
  [nodeKinds.float64]: 'numbers',
  [nodeKinds.quantity]: 'quantities',
  [nodeKinds.time]: 'times',
  [nodeKinds.bytes]: 'base64 texts',
  [nodeKinds.list]: 'lists',
  [nodeKinds.map]: 'maps',
  [nodeKinds.struct]: 'objects',
}

/** What a type wants, for people: `list of objects`, `integer`. */
export function expectedWords(type: TypeNode): string {
  if (type.kind === nodeKinds.list) return `list of ${plural[type.of!.kind] ?? 'values'}`
  if (type.kind === nodeKinds.map) return `map of ${plural[type.of!.kind] ?? 'values'}`
  return singular[type.kind]!
}

/** What was written, for people: `string "3"`, `list`. */
export function gotWords(value: unknown): string {
  if (typeof value === 'string') {
    return `string ${JSON.stringify(value.length > longestShown ? `${value.slice(0, longestShown)}…` : value)}`
  }
  if (typeof value === 'number' || typeof value === 'bigint') return `number ${numberLiteral(value)}`
  if (typeof value === 'boolean') return `boolean ${value}`
  return Array.isArray(value) ? 'list' : 'object'
}

/** What Go's decoder calls a JSON value. */
export function goValueName(value: unknown): 'string' | 'number' | 'bool' | 'array' | 'object' {
  if (typeof value === 'string') return 'string'
  if (typeof value === 'number' || typeof value === 'bigint') return 'number'
  if (typeof value === 'boolean') return 'bool'
  return Array.isArray(value) ? 'array' : 'object'
}
