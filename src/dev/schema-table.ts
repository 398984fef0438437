import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './project.ts'
import type { GoEncoding } from './schema-table-encoding.ts'
import { encodeNode, goTypeName, type Node, nodeOf } from './schema-table-nodes.ts'
import { type OpenApi, readOpenApi, type Schema, type ServedKind } from './schema-table-openapi.ts'

/** What the Go sources say beyond the schemas: by schema and field, `Embedded.Structs>type`, each part only where it says something. */
export type GoTypes = Readonly<Record<string, Readonly<Record<string, string>>>>

/** One generated file. */
export interface GeneratedFile {
  /** From the root of the repository. */
  readonly path: string
  readonly content: string
}

/** Makes the schema table from a folder of OpenAPI documents by version (`v1.36/*.json`), `schemas/go-types.json` and `schemas/go-encoding.json`. */
export function generateSchemaTable(options: { readonly openapi: string }): readonly GeneratedFile[] {
  const goTypes = JSON.parse(readFileSync(join(root, 'schemas/go-types.json'), 'utf8')) as GoTypes
  const goEncoding = JSON.parse(readFileSync(join(root, 'schemas/go-encoding.json'), 'utf8')) as GoEncoding
  const { common, rare, names } = encodeTable(readOpenApi(options.openapi), goTypes)
  const encoding = names.map(name => goEncoding[name] ?? '').join('\n')
  return [
    tableModule(
      'schemas/kubernetes-encoding.generated.ts',
      'kubernetesEncoding',
      'How Go writes the fields of each type',
      encoding,
      'encoding'
    ),
    tableModule('schemas/kubernetes.generated.ts', 'kubernetesTable', 'The kinds, and the types of those that most manifests have', common),
    tableModule('schemas/kubernetes-rare.generated.ts', 'kubernetesRareTable', 'The other types', rare),
  ]
}

function tableModule(path: string, name: string, what: string, table: string, reader = 'table'): GeneratedFile {
  const lines = ['// Generated from the OpenAPI documents of kube-apiserver; see schemas/README.md.', '']
  lines.push(`/** ${what}, as one text; src/schema/${reader}.ts reads it. */`, `export const ${name} = ${JSON.stringify(table)}`, '')
  return { path, content: lines.join('\n') }
}

/** Kinds that most manifests have; what they are made of is all that is loaded for them. */
function isCommon({ apiVersion, kind }: ServedKind): boolean {
  if (apiVersion === 'apps/v1' || apiVersion === 'batch/v1') return true
  if (apiVersion === 'networking.k8s.io/v1') return kind === 'Ingress'
  return apiVersion === 'v1' && /^(?:Pod|Service|ConfigMap|Secret|ServiceAccount|Namespace|PersistentVolumeClaim)$/.test(kind)
}

/** What few manifests have of those kinds: what a server reports, and volumes and settings of a few clusters. */
const rareParts = new RegExp(
  `^v1\\.(?:${[
    '.*Status',
    '.*Condition',
    '(?:AWSElasticBlockStore|AzureDisk|AzureFile|CephFS|Cinder|FC|Flex|Flocker|GCEPersistentDisk|GitRepo|Glusterfs|ISCSI|Image|NFS|PhotonPersistentDisk|Portworx|Quobyte|RBD|ScaleIO|StorageOS|VsphereVirtualDisk)VolumeSource',
    'Container(?:State|Status|User|Restart|Extended).*',
    '(?:EphemeralContainer|LinuxContainerUser|ResourceHealth|UncountedTerminatedPods|WorkloadReference|PodSchedulingGroup|PodExtended.*|HostIP|PodIP)',
    '(?:PodFailurePolicy|SuccessPolicy|LoadBalancer|IngressLoadBalancer|SessionAffinity|ClientIP|StatefulSetPersistent|StatefulSetOrdinals).*',
    '(?:WindowsSecurityContextOptions|Sysctl|PodDNSConfig.*|PodOS|ClusterTrustBundleProjection|PodCertificateProjection|FileKeySelector)',
    '(?:ControllerRevision|VolumeDevice|PodResourceClaim|ClaimSource|ResourceClaim|ManagedFieldsEntry|Typed.*Reference)',
  ].join('|')})$`
)

/** Every definition that a kind of some version leads to, of all kinds or of those that are wanted. */
export function reachableSchemas(versions: readonly OpenApi[], wanted: (kind: ServedKind) => boolean = () => true): readonly string[] {
  const reached = new Set<string>()
  for (const { kinds, schemas } of versions) {
    const pending = kinds.filter(wanted).map(kind => kind.schemaName)
    const seen = new Set<string>()
    for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
      if (seen.has(name)) continue
      seen.add(name)
      reached.add(name)
      for (const property of Object.values(schemas.get(name)?.properties ?? {})) pending.push(...namesIn(nodeOf(property)))
    }
  }
  return [...reached].sort()
}

function namesIn(node: Node): readonly string[] {
  return 'of' in node ? namesIn(node.of) : 'schemaName' in node ? [node.schemaName] : (schemasOfOwnDecoders[node.code] ?? [])
}

const schemasOfOwnDecoders: Readonly<Record<string, readonly string[]>> = {
  A: ['io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaProps'],
  O: ['io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaProps'],
  S: ['io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaProps'],
}

/** Words that fields refer to by number. */
class Dictionary {
  readonly words: string[] = []
  readonly #indexes = new Map<string, string>()

  index(word: string): string {
    const known = this.#indexes.get(word)
    if (known !== undefined) return known
    const index = this.words.length.toString(36).padStart(2, '0')
    if (index.length > 2 || word === '' || /[\n\t]/.test(word)) throw new Error(`a word that the table cannot hold: ${word}`)
    this.words.push(word)
    this.#indexes.set(word, index)
    return index
  }
}

function encodeTable(
  versions: readonly OpenApi[],
  goTypes: GoTypes
): { readonly common: string; readonly rare: string; readonly names: readonly string[] } {
  const common = reachableSchemas(versions, isCommon).filter(name => !rareParts.test(goTypeName(name)))
  const names = [...new Set([...common, ...reachableSchemas(versions)])]
  const indexes = new Map(names.map((name, index) => [name, index.toString(36)]))
  const types = new Dictionary()
  const embedded = new Dictionary()
  const enums = new Dictionary()
  const newest = versions.at(-1)!.minor
  const range = (minors: readonly number[]): string => {
    const first = minors[0] === versions[0]!.minor ? '' : String(minors[0])
    const last = minors.at(-1) === newest ? '' : String(minors.at(-1))
    return first === '' && last === '' ? '' : `${first}-${last}`
  }

  const encodeField = (schemaName: string, name: string, schema: Schema, required: boolean): string => {
    const node = nodeOf(schema)
    const go = readGoType(goTypes[schemaName]?.[name] ?? '')
    const attributes: string[] = []
    if (go.embedded !== '') attributes.push(`e${embedded.index(go.embedded)}`)
    const value = defaultOf(schema, go.pointer)
    if (value !== undefined) attributes.push(`d${value}`)
    const words = enumOf(schema)
    if (words !== undefined) attributes.push(`n${enums.index(words.join(','))}`)
    const type = encodeNode(
      node,
      go.type || node.goType,
      of => indexes.get(of)!,
      word => `~${types.index(word)}`
    )
    return `${name}${required ? '!' : ':'}${[type, ...attributes].join(';')}`
  }

  const encodeDefinition = (schemaName: string): string => {
    const fields = new Map<string, Map<string, number[]>>()
    const lists = new Map<string, string>()
    for (const { minor, schemas } of versions) {
      const schema = schemas.get(schemaName)
      for (const [name, property] of Object.entries(schema?.properties ?? {})) {
        const text = encodeField(schemaName, name, property, schema!.required?.includes(name) === true)
        const texts = fields.get(name) ?? new Map<string, number[]>()
        fields.set(name, texts.set(text, [...(texts.get(text) ?? []), minor]))
        lists.set(name, listOf(property))
      }
    }
    const entries = [...fields].sort(([a], [b]) => (a < b ? -1 : 1))
    const texts = entries.flatMap(([name, byText]) =>
      [...byText].map(([text, minors]) => `${text}${lists.get(name)}${range(minors) === '' ? '' : `;v${range(minors)}`}`)
    )
    return [goTypeName(schemaName), ...texts].join('|')
  }

  const definitions = names.map(encodeDefinition)
  const kinds = encodeKinds(versions, indexes, range)
  return {
    common: [embedded.words.join('\t'), kinds, ...definitions.slice(0, common.length)].join('\n'),
    rare: [types.words.join('\t'), enums.words.join('\t'), ...definitions.slice(common.length)].join('\n'),
    names,
  }
}

function encodeKinds(
  versions: readonly OpenApi[],
  indexes: ReadonlyMap<string, string>,
  range: (minors: readonly number[]) => string
): string {
  const kinds = new Map<string, number[]>()
  for (const { minor, kinds: served } of versions) {
    for (const { apiVersion, kind, plural, namespaced, schemaName } of served) {
      const text = `${apiVersion} ${kind} ${plural} ${namespaced ? 'n' : 'c'} ${indexes.get(schemaName)}`
      kinds.set(text, [...(kinds.get(text) ?? []), minor])
    }
  }
  return [...kinds]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([text, minors]) => `${text} ${range(minors)}`.trimEnd())
    .join('\t')
}

/** `Embedded.Structs>*type`, each part of which may be missing. */
function readGoType(text: string): { readonly embedded: string; readonly pointer: boolean; readonly type: string } {
  const end = text.indexOf('>')
  const type = text.slice(end + 1)
  return { embedded: text.slice(0, Math.max(end, 0)), pointer: type.startsWith('*'), type: type.replace('*', '') }
}

/** A default as JSON; Go's own zero values are none where the field is no pointer. */
function defaultOf(schema: Schema, pointer: boolean): string | undefined {
  if (schema.default === undefined) return undefined
  const text = JSON.stringify(schema.default)
  if (!pointer && (text === '""' || text === '0' || text === 'false' || text === '{}')) return undefined
  if (/[;|\n]/.test(text)) throw new Error(`a default that the table cannot hold: ${text}`)
  return text
}

function enumOf(schema: Schema): readonly string[] | undefined {
  const values =
    schema.enum ?? schema.items?.enum ?? (typeof schema.additionalProperties === 'object' ? schema.additionalProperties.enum : undefined)
  return values === undefined ? undefined : values.map(String).sort()
}

/** `;k` with the keys of a list of type map, `;l` with the first letter of another list type. */
function listOf(schema: Schema): string {
  const keys = schema['x-kubernetes-list-map-keys']
  if (keys !== undefined) return `;k${keys.join(',')}`
  const type = schema['x-kubernetes-list-type']
  return type === undefined ? '' : `;l${type[0]}`
}
