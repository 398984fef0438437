import { parseQuantity } from '../k8s/quantity.ts'
import { formatQuantity } from '../k8s/quantity-text.ts'
import type { KubernetesVersion } from '../k8s/version.ts'
import { encodingOf, type FieldEncoding } from './encoding.ts'
import type { ResourceType } from './resource-type.ts'
import { nodeKinds, type SchemaTable, schemaTable, type TypeNode } from './table.ts'

type PlainObject = Readonly<Record<string, unknown>>

/** A struct two fields of which say the same. Mirrors pkg/apis/core/v1/conversion.go Convert_v1_PodSpec_To_core_PodSpec and its reverse, v1.36. */
const repeated = { struct: 'PodSpec', newer: 'serviceAccountName', older: 'serviceAccount' }

/** The last minor that writes `creationTimestamp: null` where there is none. */
const nullTimesUntil = 33

/** A decoded object as Go writes it: without what is empty, with what its types always have, amounts and times in their one form. */
export function encode(object: unknown, { apiVersion, kind }: ResourceType, version: KubernetesVersion): unknown {
  const table = schemaTable(version.minor)
  const type = table.kind(apiVersion, kind)?.type
  return type === undefined ? object : encodeValue(object, type, { table, nullTimes: version.minor <= nullTimesUntil })
}

interface Encoding {
  readonly table: SchemaTable
  readonly nullTimes: boolean
}

function encodeValue(value: unknown, type: TypeNode, encoding: Encoding): unknown {
  switch (type.kind) {
    case nodeKinds.list:
      return Array.isArray(value) ? value.map(item => encodeItem(item, type.of!, encoding)) : value
    case nodeKinds.map:
      return isObject(value) ? encodeMap(value, type.of!, encoding) : value
    case nodeKinds.struct:
      return encodeStruct(isObject(value) ? value : {}, type.definition, encoding)
    case nodeKinds.quantity:
      return encodeQuantity(value)
    case nodeKinds.time:
    case nodeKinds.microTime:
      return encodeTime(value, type.kind === nodeKinds.microTime)
    case nodeKinds.schemaOrBoolean:
    case nodeKinds.schemaOrList:
    case nodeKinds.schemaOrStrings:
      return encodeSchemaOr(value, encoding)
    default:
      return value
  }
}

/** Scalars of a list or map are written whatever they are. */
function encodeItem(item: unknown, type: TypeNode, encoding: Encoding): unknown {
  const isEmptyMap = type.kind === nodeKinds.map || type.kind === nodeKinds.list
  return (item === undefined || item === null) && isEmptyMap ? null : encodeValue(item, type, encoding)
}

function encodeMap(value: PlainObject, of: TypeNode, encoding: Encoding): unknown {
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, encodeItem(entry, of, encoding)]))
}

function encodeStruct(value: PlainObject, definition: number, encoding: Encoding): unknown {
  const marks = encodingOf(definition)
  const { name: struct, fields } = encoding.table.definition(definition)
  const written: Record<string, unknown> = {}
  for (const [name, { type }] of fields) {
    const isRepeated = struct === repeated.struct && (name === repeated.older || name === repeated.newer)
    const own = Object.hasOwn(value, name) ? value[name] : undefined
    const member = isRepeated ? value[repeated.newer] || value[repeated.older] : own
    const mark = name === 'creationTimestamp' && struct === 'ObjectMeta' && encoding.nullTimes ? 'always' : marks.get(name)
    const part = encodeField(member, type, mark, encoding)
    if (part !== undefined) written[name] = part
  }
  return written
}

function encodeField(member: unknown, type: TypeNode, mark: FieldEncoding | undefined, encoding: Encoding): unknown {
  const isAbsent = member === undefined || member === null
  if (mark === 'struct') return encodeValue(isAbsent ? {} : member, type, encoding)
  if (mark === 'always') {
    const isNothing = isAbsent || (isEmptyList(member) && type.kind !== nodeKinds.struct && type.kind !== nodeKinds.anything)
    return isNothing ? emptyValue(type) : encodeValue(member, type, encoding)
  }
  if (mark === 'null') return isAbsent ? null : encodeValue(member, type, encoding)
  if (isAbsent) return undefined
  if (mark === 'filled-struct') {
    const part = encodeValue(member, type, encoding)
    return isObject(part) && Object.keys(part).length === 0 ? undefined : part
  }
  if (mark !== 'set' && type.kind !== nodeKinds.struct && isEmpty(member)) return undefined
  return encodeValue(member, type, encoding)
}

/** What Go writes of a field that has nothing; lists and maps are nil once they were stored. */
function emptyValue(type: TypeNode): unknown {
  switch (type.kind) {
    case nodeKinds.text:
      return ''
    case nodeKinds.boolean:
      return false
    case nodeKinds.int32:
    case nodeKinds.int64:
    case nodeKinds.float64:
    case nodeKinds.intOrString:
      return 0
    case nodeKinds.quantity:
      return '0'
    default:
      return null
  }
}

function isEmpty(value: unknown): boolean {
  return value === '' || value === 0 || value === 0n || value === false || isEmptyList(value)
}

function isEmptyList(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
}

function encodeSchemaOr(value: unknown, encoding: Encoding): unknown {
  const one = (schema: unknown): unknown => (isObject(schema) ? encodeValue(schema, encoding.table.jsonSchema, encoding) : schema)
  return Array.isArray(value) ? value.map(one) : one(value)
}

function encodeQuantity(value: unknown): unknown {
  if (value === undefined || value === null) return '0'
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'bigint') return value
  const quantity = parseQuantity(value)
  return typeof quantity === 'string' ? value : formatQuantity(quantity)
}

/** In UTC. Mirrors apimachinery pkg/apis/meta/v1/time.go and micro_time.go MarshalJSON, v1.36. */
function encodeTime(value: unknown, withMicros: boolean): unknown {
  const parts = typeof value === 'string' ? /^(.+?T.+?)(?:[.,](\d+))?(Z|[+-]\d\d:\d\d)$/.exec(value) : null
  const moment = parts === null ? Number.NaN : Date.parse(`${parts[1]}${parts[3]}`)
  if (Number.isNaN(moment)) return value
  const seconds = new Date(moment).toISOString().slice(0, 19)
  return withMicros ? `${seconds}.${(parts![2] ?? '').padEnd(6, '0').slice(0, 6)}Z` : `${seconds}Z`
}

function isObject(value: unknown): value is PlainObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
