import { equal } from '../../../../cel/equality.ts'
import { type CelList, type CelMap, type CelValue, celError, listOf, typeName, valuesOf } from '../../../../cel/values.ts'
import { isInt64 } from '../../../../k8s/go-json.ts'
import { additionalOf, isObject, itemsOf, type JsonSchema, type PlainObject, propertyOf } from '../../../../schema/custom/json-schema.ts'
import { unescapeName } from './cel-names.ts'
import { withIdentity } from './declared-type.ts'
import { textValue } from './formatted-values.ts'

/** A part of an object as rules see it. Mirrors apiserver pkg/cel/common/valuesunstructured.go UnstructuredToVal, v1.36. */
export function celValue(value: unknown, schema: JsonSchema): CelValue {
  if (value === null || value === undefined)
    return schema.nullable === true ? null : celError('invalid data, got null for schema with nullable=false')
  if (schema['x-kubernetes-int-or-string'] === true) {
    if (typeof value === 'string') return value
    const whole = wholeNumber(value)
    return whole ?? celError('invalid data, expected XIntOrString value to be either a string or integer')
  }
  switch (schema.type) {
    case 'object':
      return isObject(value) ? mapValue(value, schema) : celError('invalid data, expected a map for the provided schema with type=object')
    case 'array':
      return Array.isArray(value)
        ? listValue(value, schema)
        : celError('invalid data, expected an array for the provided schema with type=array')
    case 'string':
      return typeof value === 'string' ? textValue(value, schema.format) : celError(`invalid data, expected string, got ${goKind(value)}`)
    case 'number':
      return typeof value === 'number' || typeof value === 'bigint'
        ? Number(value)
        : celError(`invalid data, expected float, got ${goKind(value)}`)
    case 'integer':
      return wholeNumber(value) ?? celError(`invalid data, expected int, got ${goKind(value)}`)
    case 'boolean':
      return typeof value === 'boolean' ? value : celError(`invalid data, expected bool, got ${goKind(value)}`)
    default:
      return { kind: 'unknown', data: value }
  }
}

function wholeNumber(value: unknown): bigint | undefined {
  return (typeof value === 'number' || typeof value === 'bigint') && isInt64(value) ? BigInt(value) : undefined
}

function mapValue(value: PlainObject, written: JsonSchema): CelMap {
  const schema = written['x-kubernetes-embedded-resource'] === true ? withIdentity(written) : written
  const hasFields = schema.properties !== undefined
  const schemaOf = (key: string): JsonSchema | undefined => (hasFields ? propertyOf(schema, key) : additionalOf(schema))
  const names = Object.keys(value)
  return {
    kind: 'map',
    size: names.length,
    get: key => {
      if (typeof key !== 'string') return undefined
      const name = hasFields ? unescapeName(key) : key
      if (name === undefined || !Object.hasOwn(value, name) || (hasFields && value[name] === null)) return undefined
      const own = schemaOf(name)
      return own === undefined ? undefined : celValue(value[name], own)
    },
    keys: () => names.filter(name => schemaOf(name) !== undefined),
  }
}

function listValue(value: readonly unknown[], schema: JsonSchema): CelValue {
  const items = itemsOf(schema)
  if (items === undefined) return celError('invalid array type, expected Items with a non-empty Schema')
  const plain: CelList = { kind: 'list', size: value.length, at: index => celValue(value[index], items) }
  switch (schema['x-kubernetes-list-type']) {
    case 'set':
      return keyedList(plain, identity)
    case 'map': {
      const keys = schema['x-kubernetes-list-map-keys'] ?? []
      return keyedList(plain, item => JSON.stringify(keys.map(key => identity(memberOf(item, key)))), true)
    }
    default:
      return plain
  }
}

/** A list whose order does not count: items are told apart by their keys. */
function keyedList(plain: CelList, keyOf: (item: CelValue) => string, replaces = false): CelList {
  return {
    ...plain,
    equals: other => {
      if (other.size !== plain.size) return false
      const own = new Map(valuesOf(plain).map(item => [keyOf(item), item]))
      return valuesOf(other).every(item => {
        const match = own.get(keyOf(item))
        return match !== undefined && (!replaces || equal(match, item))
      })
    },
    add: other => {
      const items = new Map(valuesOf(plain).map(item => [keyOf(item), item]))
      for (const item of valuesOf(other)) if (replaces || !items.has(keyOf(item))) items.set(keyOf(item), item)
      return keyedList(listOf([...items.values()]), keyOf, replaces)
    },
  }
}

function memberOf(value: CelValue, key: string): CelValue | undefined {
  return typeof value === 'object' && value !== null && value.kind === 'map' ? value.get(key) : undefined
}

function identity(value: CelValue | undefined): string {
  return value === undefined ? '' : `${typeName(value)} ${String(value)}`
}

function goKind(value: unknown): string {
  if (typeof value === 'string') return 'string'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'number' || typeof value === 'bigint') return isInt64(value) ? 'int64' : 'float64'
  return Array.isArray(value) ? '[]interface {}' : 'map[string]interface {}'
}
