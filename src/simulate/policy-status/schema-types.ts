import { escapeName, unescapeName } from '../../apiserver/validation/custom/rules/cel-names.ts'
import { type DeclaredType, declaredType } from '../../apiserver/validation/custom/rules/declared-type.ts'
import { type CelType, celTypes, type TypeProvider } from '../../cel/index.ts'
import type { KubernetesVersion } from '../../k8s/version.ts'
import type { ResourceType } from '../../schema/resource-type.ts'
import { type NodeKind, nodeKinds, schemaTable, type TypeNode } from '../../schema/table.ts'

/** A struct of the API at one place; `inside` are those around it, itself among them. */
interface Struct {
  readonly definition: number
  readonly inside: ReadonlySet<number>
}

const { bool, bytes, double, dyn, int, string, timestamp } = celTypes
const scalars: ReadonlyMap<NodeKind, CelType> = new Map([
  [nodeKinds.text, string],
  [nodeKinds.int32, int],
  [nodeKinds.int64, int],
  [nodeKinds.boolean, bool],
  [nodeKinds.float64, double],
  [nodeKinds.intOrString, dyn],
  [nodeKinds.time, timestamp],
  [nodeKinds.microTime, timestamp],
  [nodeKinds.bytes, bytes],
])
const metadataType = 'ConfigMap'
/** Its values without a declared type are any JSON; those of all other structs are objects. */
const jsonOwner = 'JSONSchemaProps'

/**
 * The types that the schemas of kinds give to expressions, each named after the path to it; a field's type is made when it is asked for.
 * Mirrors apiserver pkg/cel/common/schemas.go SchemaDeclType over pkg/cel/openapi/resolver, v1.36.
 */
export class SchemaTypes implements TypeProvider {
  readonly #version: KubernetesVersion
  readonly #types = new Map<string, Struct | DeclaredType | undefined>()
  /** Fields that were asked for, and that the schemas describe in a way that expressions know no type for: quantities. */
  readonly withoutType = new Set<string>()

  constructor(version: KubernetesVersion) {
    this.#version = version
  }

  /** The type of a kind's objects under a name; undefined where nothing is known of its fields. */
  root({ apiVersion, kind, custom }: ResourceType, name: string): CelType | undefined {
    if (custom !== undefined) {
      const type = declaredType(custom.schema, true, name)
      return type === undefined ? undefined : this.#declared(type)
    }
    const node = schemaTable(this.#version.minor).kind(apiVersion, kind)?.type
    return node === undefined ? undefined : this.#typeOf(node, name, new Set())
  }

  has(type: string): boolean {
    return this.#types.has(type)
  }

  field(type: string, field: string): CelType | undefined {
    const known = this.#types.get(type)
    if (known === undefined) return undefined
    if (!('definition' in known)) return this.#declaredField(known, type, field)
    const name = unescapeName(field)
    if (name === undefined || escapeName(name) !== field) return undefined
    const definition = schemaTable(this.#version.minor).definition(known.definition)
    const found = definition.fields.get(name)
    if (found === undefined) return undefined
    const hasType = found.type.kind !== nodeKinds.anything || definition.name !== jsonOwner
    const celType = hasType ? this.#typeOf(found.type, `${type}.${field}`, known.inside) : undefined
    if (celType === undefined) this.withoutType.add(field)
    return celType
  }

  #declaredField(declared: DeclaredType, type: string, field: string): CelType | undefined {
    const found = declared.fields?.get(field)
    if (found === undefined) return undefined
    return field === 'metadata' && !type.includes('.') ? this.#metadata(`${type}.metadata`) : this.#declared(found)
  }

  /** Published schemas of custom kinds describe their metadata whole. */
  #metadata(name: string): CelType | undefined {
    const table = schemaTable(this.#version.minor)
    const node = table.definition(table.kind('v1', metadataType)?.type.definition ?? -1).fields.get('metadata')?.type
    return node === undefined ? undefined : this.#typeOf(node, name, new Set())
  }

  #typeOf({ kind, of, definition }: TypeNode, name: string, inside: ReadonlySet<number>): CelType | undefined {
    switch (kind) {
      case nodeKinds.list: {
        const element = this.#typeOf(of!, `${name}.@idx`, inside)
        return element === undefined ? undefined : celTypes.list(element)
      }
      case nodeKinds.map: {
        const value = this.#typeOf(of!, `${name}.@elem`, inside)
        return value === undefined ? undefined : celTypes.map(string, value)
      }
      case nodeKinds.struct:
        this.#types.set(name, inside.has(definition) ? undefined : { definition, inside: new Set([...inside, definition]) })
        return celTypes.object(name)
      case nodeKinds.anything:
        this.#types.set(name, undefined)
        return celTypes.object(name)
      default:
        return scalars.get(kind)
    }
  }

  #declared(type: DeclaredType): CelType {
    if (type.fields !== undefined && type.cel.kind === 'object') this.#types.set(type.cel.name, type)
    for (let element = type.element; element !== undefined; element = element.element)
      if (element.fields !== undefined && element.cel.kind === 'object') this.#types.set(element.cel.name, element)
    return type.cel
  }
}
