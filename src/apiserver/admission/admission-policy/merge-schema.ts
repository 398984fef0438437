import type { KubernetesVersion } from '../../../k8s/version.ts'
import { additionalOf, itemsOf, type JsonSchema, propertyOf } from '../../../schema/custom/json-schema.ts'
import type { ResourceType } from '../../../schema/resource-type.ts'
import { type FieldType, nodeKinds, type SchemaTable, schemaTable, type TypeNode } from '../../../schema/table.ts'

/** A key of a list's items. */
export interface ListKey {
  readonly name: string
  readonly default?: unknown
}

/** How values of a type are merged into others. Mirrors structured-merge-diff schema/elements.go Atom, v6. */
export interface MergeSchema {
  readonly kind: 'text' | 'number' | 'boolean' | 'scalar' | 'map' | 'list' | 'untyped'
  /** Replaced as a whole. */
  readonly atomic: boolean
  /** The declared fields of a struct; absent for a map. */
  readonly field?: (name: string) => MergeSchema | undefined
  /** Of a list's items or a map's values. */
  readonly of?: () => MergeSchema
  /** Tell the items of a list apart; an empty list for a set. */
  readonly keys?: readonly ListKey[]
}

const untyped: MergeSchema = { kind: 'untyped', atomic: true }
const metadataType = 'ObjectMeta'

/** Structs that are replaced as a whole. Mirrors the marks `+structType=atomic` of k8s.io/api, v1.36. */
const atomicStructs = new Set(
  `LabelSelector LocalObjectReference ObjectReference TypedLocalObjectReference SecretReference SecretKeySelector ConfigMapKeySelector
  FileKeySelector ObjectFieldSelector ResourceFieldSelector NodeSelector NodeSelectorTerm ScopeSelector ScopedResourceSelectorRequirement
  TopologySelectorTerm EndpointAddress EndpointPort RoleRef Subject CrossVersionObjectReference ParamRef ParamKind
  NamedRuleWithOperations MatchResources`.split(/\s+/)
)
/** Maps that are. Mirrors the marks `+mapType=atomic`. */
const atomicMaps = new Set([
  'PodSpec.nodeSelector',
  'ServiceSpec.selector',
  'ReplicationControllerSpec.selector',
  'Scheduling.nodeSelector',
])

/** How objects of a kind are merged. */
export function mergeSchemaOf({ apiVersion, kind, custom }: ResourceType, version: KubernetesVersion): MergeSchema {
  const table = schemaTable(version.minor)
  if (custom !== undefined) return customRoot(custom.schema, metadataOf(table))
  const root = table.kind(apiVersion, kind)?.type
  return root === undefined ? untyped : ofNode(root, undefined, '', table)
}

function ofNode(node: TypeNode, field: FieldType | undefined, owner: string, table: SchemaTable): MergeSchema {
  switch (node.kind) {
    case nodeKinds.text:
    case nodeKinds.time:
    case nodeKinds.microTime:
    case nodeKinds.bytes:
      return { kind: 'text', atomic: false }
    case nodeKinds.int32:
    case nodeKinds.int64:
    case nodeKinds.float64:
      return { kind: 'number', atomic: false }
    case nodeKinds.boolean:
      return { kind: 'boolean', atomic: false }
    case nodeKinds.intOrString:
    case nodeKinds.quantity:
      return { kind: 'scalar', atomic: false }
    case nodeKinds.list:
      return ofList(node, field, table)
    case nodeKinds.map:
      return { kind: 'map', atomic: atomicMaps.has(`${owner}.${field?.name}`), of: () => ofNode(node.of!, undefined, '', table) }
    case nodeKinds.struct:
      return ofStruct(node, table)
    default:
      return untyped
  }
}

function ofList(node: TypeNode, field: FieldType | undefined, table: SchemaTable): MergeSchema {
  const item = node.of!
  const of = (): MergeSchema => ofNode(item, undefined, '', table)
  if (field?.listType === 'set') return { kind: 'list', atomic: false, of, keys: [] }
  if (field?.listType !== 'map') return { kind: 'list', atomic: true, of }
  const fields = item.kind === nodeKinds.struct ? table.definition(item.definition).fields : undefined
  const keys = (field.listMapKeys ?? []).map(name => {
    const json = fields?.get(name)?.defaultJson
    return json === undefined ? { name } : { name, default: JSON.parse(json) as unknown }
  })
  return { kind: 'list', atomic: false, of, keys }
}

function ofStruct(node: TypeNode, table: SchemaTable): MergeSchema {
  const { name: owner, fields } = table.definition(node.definition)
  return {
    kind: 'map',
    atomic: atomicStructs.has(owner),
    field: name => {
      const field = fields.get(name)
      return field === undefined ? undefined : ofNode(field.type, field, owner, table)
    },
  }
}

/** How the metadata of any object is merged. */
function metadataOf(table: SchemaTable): MergeSchema {
  const pod = table.kind('v1', 'Pod')?.type
  const fields = pod === undefined ? undefined : table.definition(pod.definition).fields
  const metadata = fields?.get('metadata')
  return metadata === undefined ? untyped : ofNode(metadata.type, metadata, metadataType, table)
}

function customRoot(schema: JsonSchema, metadata: MergeSchema): MergeSchema {
  const own = ofJsonSchema(schema)
  const text: MergeSchema = { kind: 'text', atomic: false }
  const identity = new Map<string, MergeSchema>([
    ['apiVersion', text],
    ['kind', text],
    ['metadata', metadata],
  ])
  return { ...own, field: name => identity.get(name) ?? own.field?.(name) }
}

/** Mirrors kube-openapi pkg/schemaconv/openapi.go, v1.36. */
function ofJsonSchema(schema: JsonSchema): MergeSchema {
  if (schema['x-kubernetes-int-or-string'] === true) return { kind: 'scalar', atomic: false }
  switch (schema.type) {
    case 'object':
      return ofCustomMap(schema)
    case 'array':
      return ofCustomList(schema)
    case 'string':
      return { kind: 'text', atomic: false }
    case 'integer':
    case 'number':
      return { kind: 'number', atomic: false }
    case 'boolean':
      return { kind: 'boolean', atomic: false }
    default:
      return { kind: 'untyped', atomic: false }
  }
}

function ofCustomMap(schema: JsonSchema): MergeSchema {
  const atomic = schema['x-kubernetes-map-type'] === 'atomic'
  const additional = additionalOf(schema)
  if (additional !== undefined) return { kind: 'map', atomic, of: () => ofJsonSchema(additional) }
  const keepsUnknown = schema['x-kubernetes-preserve-unknown-fields'] === true
  const unknown: MergeSchema | undefined = keepsUnknown ? { kind: 'untyped', atomic: false } : undefined
  return {
    kind: 'map',
    atomic,
    field: name => {
      const property = propertyOf(schema, name)
      return property === undefined ? unknown : ofJsonSchema(property)
    },
  }
}

function ofCustomList(schema: JsonSchema): MergeSchema {
  const items = itemsOf(schema)
  const of = (): MergeSchema => (items === undefined ? untyped : ofJsonSchema(items))
  const listType = schema['x-kubernetes-list-type']
  if (listType === 'set') return { kind: 'list', atomic: false, of, keys: [] }
  if (listType !== 'map') return { kind: 'list', atomic: true, of }
  const keys = (schema['x-kubernetes-list-map-keys'] ?? []).map(name => {
    const property = items === undefined ? undefined : propertyOf(items, name)
    return property?.default === undefined ? { name } : { name, default: property.default }
  })
  return { kind: 'list', atomic: false, of, keys }
}
