import { referencedName, type Schema } from './schema-table-openapi.ts'

/** A type as the table has it: a scalar's letter, a list, a map, or another definition. */
export type Node =
  | { readonly code: string; readonly goType: string }
  | { readonly code: '[' | '{'; readonly of: Node; readonly goType: string }
  | { readonly code: '#'; readonly schemaName: string; readonly goType: string }

/** Types with a decoder of their own. Mirrors the UnmarshalJSON methods of apimachinery and apiextensions-apiserver, v1.36. */
const ownDecoders: Readonly<Record<string, string>> = {
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': 'x',
  'io.k8s.apimachinery.pkg.api.resource.Quantity': 'q',
  'io.k8s.apimachinery.pkg.apis.meta.v1.Time': 't',
  'io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime': 'u',
  'io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1': 'o',
  'io.k8s.apimachinery.pkg.runtime.RawExtension': 'o',
  'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSON': 'o',
  'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrArray': 'A',
  'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrBool': 'O',
  'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrStringArray': 'S',
}

/** The type of a field, and its Go type as it would be if every Go type were named after its schema. */
export function nodeOf(schema: Schema): Node {
  const schemaName = referencedName(schema)
  if (schemaName !== undefined) {
    const code = ownDecoders[schemaName]
    const goType = goTypeName(schemaName)
    return code === undefined ? { code: '#', schemaName, goType } : { code, goType }
  }
  if (schema.type === 'array') {
    const of = nodeOf(schema.items!)
    return { code: '[', of, goType: `[]${of.goType}` }
  }
  if (schema.type === 'object') {
    if (typeof schema.additionalProperties !== 'object') throw new Error('an object without a type of its values')
    const of = nodeOf(schema.additionalProperties)
    return { code: '{', of, goType: `map[string]${of.goType}` }
  }
  return scalar(schema)
}

/** `v1.Pod`: package and name, as Go's reflection prints them. */
export function goTypeName(schemaName: string): string {
  return schemaName.split('.').slice(-2).join('.')
}

/** The text of a node; `goType` is the type in the Go sources where it is named otherwise than the schema says. */
export function encodeNode(
  node: Node,
  goType: string,
  indexOf: (schemaName: string) => string,
  goTypeIndex: (name: string) => string
): string {
  if (node.code === '#' && 'schemaName' in node) return `${differing(node, goType, goTypeIndex)}#${indexOf(node.schemaName)}.`
  if (!('of' in node)) return `${differing(node, goType, goTypeIndex)}${node.code}`
  const of = elementOf(goType)
  const element = of === undefined ? node.of.goType : of.replace(/^\*/, '')
  const pointer = of?.startsWith('*') ? '&' : ''
  const derived = node.code === '[' ? `[]${of ?? node.of.goType}` : `map[string]${of ?? node.of.goType}`
  const name = goType === derived ? '' : goTypeIndex(goType)
  return `${name}${node.code}${pointer}${encodeNode(node.of, element, indexOf, goTypeIndex)}`
}

function differing(node: Node, goType: string, goTypeIndex: (name: string) => string): string {
  return goType === node.goType ? '' : goTypeIndex(goType)
}

/** The element type in `[]T` or `map[K]T`; undefined for a named type. */
function elementOf(goType: string): string | undefined {
  return /^(?:\[\]|map\[[\w.]+\])(.+)$/.exec(goType)?.[1]
}

function scalar({ type, format }: Schema): Node {
  if (type === 'string') return format === 'byte' ? { code: 'B', goType: '[]uint8' } : { code: 's', goType: 'string' }
  if (type === 'boolean') return { code: 'b', goType: 'bool' }
  if (type === 'number') return { code: 'n', goType: 'float64' }
  if (type === 'integer') return format === 'int32' ? { code: 'j', goType: 'int32' } : { code: 'i', goType: 'int64' }
  throw new Error(`a schema of no known type: ${JSON.stringify({ type, format })}`)
}
