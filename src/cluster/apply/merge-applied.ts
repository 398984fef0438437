import type { KubernetesObject } from '../../k8s/types.ts'
import type { KubernetesVersion } from '../../k8s/version.ts'
import type { ResourceType } from '../../schema/resource-type.ts'
import { type FieldType, nodeKinds, type SchemaTable, schemaTable, type TypeNode } from '../../schema/table.ts'

type Values = Readonly<Record<string, unknown>>

const annotation = 'kubectl.kubernetes.io/last-applied-configuration'
/** Structs of which kubectl keeps nothing that the text does not name: their members exclude each other. */
const exclusive = new Set(['DeploymentStrategy', 'Volume'])

/** What kubectl applied last, by its own note on an object of a server. */
export function lastApplied({ metadata }: KubernetesObject): KubernetesObject | undefined {
  const text = metadata?.annotations?.[annotation]
  if (typeof text !== 'string') return undefined
  try {
    const value: unknown = JSON.parse(text)
    return isStruct(value) ? value : undefined
  } catch {
    return undefined
  }
}

/**
 * What `kubectl apply` of a text makes of an object that is there: what is written, what somebody else has set, and no longer what was
 * written before and is not now. Mirrors kubectl pkg/cmd/apply/patcher.go and apimachinery pkg/util/strategicpatch, v1.36.
 */
export function mergeApplied(
  written: KubernetesObject,
  current: KubernetesObject,
  applied: KubernetesObject | undefined,
  { apiVersion, kind }: ResourceType,
  version: KubernetesVersion
): KubernetesObject {
  const table = schemaTable(version.minor)
  const type = table.kind(apiVersion, kind)?.type
  return mergeStruct(written as Values, current as Values, (applied ?? {}) as Values, type, table) as KubernetesObject
}

/** The members of a struct or a map, of which a type that is not known has plain ones. */
function mergeStruct(written: Values, current: Values, applied: Values, type: TypeNode | undefined, table: SchemaTable): Values {
  const definition = type?.kind === nodeKinds.struct ? table.definition(type.definition) : undefined
  const merged: Record<string, unknown> = {}
  const put = (name: string, value: unknown): void => {
    Object.defineProperty(merged, name, { value, enumerable: true, configurable: true, writable: true })
  }
  for (const name of Object.keys(written)) {
    const field = definition?.fields.get(name)
    put(name, mergeValue(written[name], own(current, name), own(applied, name), field?.type ?? type?.of, field, table))
  }
  if (definition !== undefined && exclusive.has(definition.name)) return merged
  for (const name of Object.keys(current)) if (!Object.hasOwn(written, name) && !Object.hasOwn(applied, name)) put(name, current[name])
  return merged
}

function mergeValue(
  written: unknown,
  current: unknown,
  applied: unknown,
  type: TypeNode | undefined,
  field: FieldType | undefined,
  table: SchemaTable
): unknown {
  if (isStruct(written) && isStruct(current)) return mergeStruct(written, current, isStruct(applied) ? applied : {}, type, table)
  const key = field?.listMapKeys?.[0]
  if (key === undefined || !Array.isArray(written) || !Array.isArray(current)) return written
  return mergeList(written, current, Array.isArray(applied) ? applied : [], key, type?.of, table)
}

/** The written items in their order, then those that somebody else has added. */
function mergeList(
  written: readonly unknown[],
  current: readonly unknown[],
  applied: readonly unknown[],
  key: string,
  type: TypeNode | undefined,
  table: SchemaTable
): readonly unknown[] {
  const byKey = (items: readonly unknown[]): Map<unknown, Values> =>
    new Map(items.flatMap(item => (isStruct(item) && item[key] !== undefined ? [[item[key], item] as const] : [])))
  const there = byKey(current)
  const before = byKey(applied)
  const now = byKey(written)
  const merged = written.map(item => {
    const old = isStruct(item) ? there.get(item[key]) : undefined
    return old === undefined ? item : mergeStruct(item as Values, old, before.get(old[key]) ?? {}, type, table)
  })
  return [...merged, ...current.filter(item => isStruct(item) && !now.has(item[key]) && !before.has(item[key]))]
}

function own(struct: Values, name: string): unknown {
  return Object.hasOwn(struct, name) ? struct[name] : undefined
}

function isStruct(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
