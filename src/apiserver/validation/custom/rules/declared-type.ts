import { bool, bytes, type CelType, double, duration, dyn, int, list, map, object, string, timestamp } from '../../../../cel/types.ts'
import { additionalOf, hasDefault, itemsOf, type JsonSchema, propertiesOf, propertyOf } from '../../../../schema/custom/json-schema.ts'
import { escapeName } from './cel-names.ts'

/** What rules know of the values that a schema describes: their type, and how large they can be. */
export interface DeclaredType {
  readonly cel: CelType
  /** By the names that rules write. */
  readonly fields?: ReadonlyMap<string, DeclaredType>
  readonly key?: DeclaredType
  readonly element?: DeclaredType
  /** Characters, items or members at most; 0 where that has no meaning. */
  readonly maxElements: number
  /** Bytes of the smallest JSON. */
  readonly minSize: number
}

const maxRequestBytes = 3 * 1024 * 1024
const maxTextSize = maxRequestBytes - 2
const bytesOfCharacter = 4
const dateBytes = 12
const longTimeBytes = 32
const shortTimeBytes = 21
const shortDurationBytes = 3
const text: JsonSchema = { type: 'string' }
const mapKey: DeclaredType = { cel: string, maxElements: 0, minSize: 2 }

/** A schema with what every object has. Mirrors WithTypeAndObjectMeta. */
export function withIdentity(schema: JsonSchema): JsonSchema {
  const metadata = propertyOf(schema, 'metadata')
  const isText = (owner: JsonSchema | undefined, name: string): boolean => owner !== undefined && propertyOf(owner, name)?.type === 'string'
  if (isText(schema, 'kind') && isText(schema, 'apiVersion') && isText(metadata, 'name') && isText(metadata, 'generateName')) return schema
  const identity = { kind: text, apiVersion: text, metadata: { type: 'object', properties: { name: text, generateName: text } } }
  return { ...schema, properties: { ...schema.properties, ...identity } }
}

/**
 * The type of what a schema describes, objects named after the path to them; undefined for what rules cannot see.
 * Mirrors apiserver pkg/cel/common/schemas.go SchemaDeclType and pkg/cel/types.go MaybeAssignTypeName, v1.36.
 */
export function declaredType(schema: JsonSchema, isRoot: boolean, name: string): DeclaredType | undefined {
  if (schema['x-kubernetes-int-or-string'] === true) return { cel: dyn, maxElements: textLength(schema), minSize: 1 }
  const own = isRoot ? withIdentity(schema) : schema
  switch (own.type) {
    case 'array':
      return listType(own, name)
    case 'object':
      return additionalOf(own) === undefined ? objectType(own, name) : mapType(own, name)
    case 'string':
      return textType(own)
    case 'boolean':
      return { cel: bool, maxElements: 0, minSize: 4 }
    case 'number':
      return { cel: double, maxElements: 0, minSize: 1 }
    case 'integer':
      return { cel: int, maxElements: 0, minSize: 1 }
    default:
      return undefined
  }
}

function listType(schema: JsonSchema, name: string): DeclaredType | undefined {
  const items = itemsOf(schema)
  const element = items === undefined ? undefined : declaredType(items, items['x-kubernetes-embedded-resource'] === true, `${name}.@idx`)
  if (element === undefined) return undefined
  const maxElements = schema.maxItems === undefined ? Math.trunc(maxTextSize / (element.minSize + 1)) : Math.max(0, schema.maxItems)
  return { cel: list(element.cel), element, maxElements, minSize: 2 }
}

function mapType(schema: JsonSchema, name: string): DeclaredType | undefined {
  const values = additionalOf(schema)!
  const element = declaredType(values, values['x-kubernetes-embedded-resource'] === true, `${name}.@elem`)
  if (element === undefined) return undefined
  const { maxProperties } = schema
  const maxElements = maxProperties === undefined ? Math.trunc(maxTextSize / (element.minSize + 6)) : Math.max(0, maxProperties)
  return { cel: map(string, element.cel), key: mapKey, element, maxElements, minSize: 2 }
}

function objectType(schema: JsonSchema, name: string): DeclaredType {
  const required = new Set(schema.required)
  const fields = new Map<string, DeclaredType>()
  let minSize = 2
  for (const [property, own] of propertiesOf(schema)) {
    const escaped = escapeName(property)
    const type = declaredType(own, own['x-kubernetes-embedded-resource'] === true, `${name}.${escaped ?? property}`)
    if (type === undefined) continue
    if (escaped !== undefined) fields.set(escaped, type)
    if (required.has(property) && !hasDefault(own)) minSize += new TextEncoder().encode(property).length + type.minSize + 4
  }
  return { cel: object(name), fields, maxElements: 0, minSize }
}

function textType(schema: JsonSchema): DeclaredType {
  switch (schema.format) {
    case 'byte':
      return { cel: bytes, maxElements: schema.maxLength === undefined ? maxTextSize : Math.max(0, schema.maxLength), minSize: 2 }
    case 'duration':
      return { cel: duration, maxElements: longTimeBytes, minSize: shortDurationBytes }
    case 'date':
      return { cel: timestamp, maxElements: dateBytes, minSize: dateBytes }
    case 'date-time':
      return { cel: timestamp, maxElements: longTimeBytes, minSize: shortTimeBytes }
    default:
      return { cel: string, maxElements: textLength(schema), minSize: 2 }
  }
}

function textLength({ maxLength, enum: allowed, 'x-kubernetes-int-or-string': either }: JsonSchema): number {
  if (maxLength !== undefined) return Math.max(0, maxLength) * bytesOfCharacter
  if (either === true || allowed === undefined || allowed.length === 0) return maxTextSize
  return Math.max(0, ...allowed.map(one => (typeof one === 'string' ? new TextEncoder().encode(one).length : 0)))
}

/** The types with fields inside a type, by name. */
export function objectTypes(type: DeclaredType): ReadonlyMap<string, DeclaredType> {
  const found = new Map<string, DeclaredType>()
  const waiting: DeclaredType[] = [type]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.fields !== undefined && next.cel.kind === 'object') found.set(next.cel.name, next)
    waiting.push(...(next.fields?.values() ?? []), ...(next.element === undefined ? [] : [next.element]))
  }
  return found
}
