import type { KubernetesVersion } from '../../k8s/version.ts'
import { nodeKinds, schemaTable, type TypeNode } from '../../schema/table.ts'
import { isStruct, type Struct } from '../defaults/fill.ts'
import { internalTypes } from './internal-types.generated.ts'

/** One member of a struct of the server: `SecurityContext*:PodSecurityContext`, or with another name in JSON, `RBDImage=image`. */
interface Member {
  /** Empty for the metadata, whose own members stand in its place. */
  readonly name: string
  readonly json: string
  readonly pointer: boolean
  readonly struct: string | undefined
}

/** What a pod says beside its security context, and the server holds in it. Mirrors pkg/apis/core/v1/conversion.go Convert_v1_PodSpec_To_core_PodSpec, v1.36. */
const hostMembers = ['hostNetwork', 'hostPID', 'hostIPC', 'shareProcessNamespace', 'hostUsers']
const memberOrder: readonly string[] = [
  ...['name', 'generateName', 'namespace', 'selfLink', 'uid', 'resourceVersion', 'generation', 'creationTimestamp', 'deletionTimestamp'],
  ...['deletionGracePeriodSeconds', 'labels', 'annotations', 'ownerReferences', 'finalizers', 'managedFields'],
  ...['matchLabels', 'matchExpressions', 'key', 'operator', 'values'],
]
let structs: ReadonlyMap<string, readonly Member[]> | undefined

/** A part of a stored object as the JSON of the server's own struct of that name shows it: every member, under the names that Go has for them. */
export function internalValue(struct: string, value: unknown, type: TypeNode, version: KubernetesVersion): unknown {
  const table = schemaTable(version.minor)
  const members = membersOf(struct)
  const definition = type.kind === nodeKinds.struct ? table.definition(type.definition) : undefined
  if (members === undefined || definition === undefined) return externalValue(value)
  const given = struct === 'PodSpec' ? withHostMembers(structOf(value)) : structOf(value)
  const shown: [string, unknown][] = []
  for (const { name, json, pointer, struct: inner } of members) {
    if (name === '') shown.push(...Object.entries(structOf(externalValue(given['metadata'] ?? {}))).filter(([, part]) => !isEmpty(part)))
    else if (definition.fields.has(json) || isHostMember(struct, json)) {
      const node = definition.fields.get(json)?.type
      shown.push([name, pointer && (given[json] ?? null) === null ? null : memberValue(given[json], node, inner, version)])
    }
  }
  return Object.fromEntries(shown)
}

function memberValue(value: unknown, type: TypeNode | undefined, struct: string | undefined, version: KubernetesVersion): unknown {
  switch (type?.kind) {
    case nodeKinds.list:
      if (!Array.isArray(value)) return null
      return value.map(item => memberValue(item, type.of, struct, version))
    case nodeKinds.map: {
      if (!isStruct(value)) return null
      const keys = Object.keys(value).sort()
      return Object.fromEntries(keys.map(key => [key, memberValue(value[key], type.of, struct, version)]))
    }
    case nodeKinds.struct:
      return struct === undefined ? externalValue(value) : internalValue(struct, value, type, version)
    case nodeKinds.text:
      return value ?? ''
    case nodeKinds.int32:
    case nodeKinds.int64:
    case nodeKinds.float64:
    case nodeKinds.intOrString:
      return value ?? 0
    case nodeKinds.boolean:
    case undefined:
      return value ?? false
    case nodeKinds.quantity:
      return value ?? '0'
    default:
      return value ?? null
  }
}

/** A value of a type that all share, in the order of its members. */
function externalValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(externalValue)
  if (!isStruct(value)) return value ?? null
  const rank = (key: string): number => (memberOrder.includes(key) ? memberOrder.indexOf(key) : memberOrder.length)
  const isNothing = (part: unknown): boolean => typeof part === 'object' && (part === null || Object.keys(part).length === 0)
  const keys = Object.keys(value)
    .filter(key => !isNothing(value[key]))
    .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
  return Object.fromEntries(keys.map(key => [key, externalValue(value[key])]))
}

function withHostMembers(spec: Struct): Struct {
  const host = hostMembers.filter(name => spec[name] !== undefined).map(name => [name, spec[name]])
  const serviceAccountName = spec['serviceAccountName'] || spec['serviceAccount']
  const securityContext = { ...structOf(spec['securityContext']), ...Object.fromEntries(host) }
  return { ...spec, securityContext, ...(serviceAccountName === undefined ? {} : { serviceAccountName }) }
}

function isHostMember(struct: string, json: string): boolean {
  return struct === 'PodSecurityContext' && hostMembers.includes(json)
}

function membersOf(struct: string): readonly Member[] | undefined {
  structs ??= new Map(
    internalTypes.split('\n').map(line => {
      const [name = '', ...members] = line.split('|')
      return [name, members.map(readMember)]
    })
  )
  return structs.get(struct)
}

function readMember(text: string): Member {
  const [, name = '', json, pointer, struct] = /^(\w*)(?:=([\w$-]+))?(\*)?(?::(\w+))?$/.exec(text) ?? []
  return { name, json: json ?? jsonName(name), pointer: pointer !== undefined, struct }
}

/** `HTTPGet` as `httpGet`. */
function jsonName(name: string): string {
  return /^[A-Z0-9]+$/.test(name) ? name.toLowerCase() : name.replace(/^[A-Z]+(?=[A-Z])|^[A-Z]/, initials => initials.toLowerCase())
}

function isEmpty(value: unknown): boolean {
  return value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0)
}

function structOf(value: unknown): Struct {
  return isStruct(value) ? value : {}
}
