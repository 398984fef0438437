import type { Resource } from '../cluster/resource.ts'
import { type FieldPath, valueAt } from '../k8s/field-path.ts'

/** Maps of names that their users choose, and what no writer of a manifest fills in. */
const passedOver: ReadonlySet<string> = new Set(['metadata', 'status', 'data', 'stringData', 'matchLabels', 'nodeSelector', 'parameters'])

/** Paths of the keys of an object that are written without a value (`key:`, `key: null`). */
export function emptyKeys(resource: Resource): readonly FieldPath[] {
  const found: FieldPath[] = []
  addEmptyKeys(written(resource), [], found)
  return found
}

/** Built-in kinds with a field that takes any JSON, null among it. */
const takeJson: ReadonlySet<string> = new Set([
  ...['CustomResourceDefinition', 'ControllerRevision', 'DeviceClass', 'ResourceClaim', 'ResourceClaimTemplate'],
])

/** Whether an object has such a key. Of other kinds decoding leaves a value as it was only where nothing in it is null. */
export function hasEmptyKey(resource: Resource): boolean {
  const { type } = resource
  const value = written(resource)
  if (value === resource.written && type.custom === undefined && !takeJson.has(type.kind)) return false
  return holdsEmptyKey(value)
}

function written({ document, root }: Resource): unknown {
  return valueAt(document.partial ?? document.value, root)
}

function addEmptyKeys(value: unknown, path: FieldPath, found: FieldPath[]): void {
  if (typeof value !== 'object' || value === null) return
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) addEmptyKeys(item, [...path, index], found)
    return
  }
  for (const [key, member] of Object.entries(value)) {
    if (passedOver.has(key)) continue
    if (member === null) found.push([...path, key])
    else addEmptyKeys(member, [...path, key], found)
  }
}

function holdsEmptyKey(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsEmptyKey)
  for (const key in value as Readonly<Record<string, unknown>>) {
    const member = (value as Readonly<Record<string, unknown>>)[key]
    if (typeof member === 'object' && !passedOver.has(key) && (member === null || holdsEmptyKey(member))) return true
  }
  return false
}
