import type { FieldPath } from '../../k8s/field-path.ts'
import { valueAt } from '../../k8s/field-path.ts'

/** A value that should be one object, and where it stands in its document. */
export interface ListedValue {
  readonly value: unknown
  readonly root: FieldPath
}

/**
 * The value itself, or the items of a List, of Lists in it too; nothing where there is no value.
 * Mirrors k8s.io/cli-runtime pkg/resource/visitor.go FlattenListVisitor, v1.36.
 */
export function flattenLists(document: unknown): readonly ListedValue[] {
  if (document === undefined || document === null) return []
  if (itemsOf(document) === undefined) return [{ value: document, root: [] }]
  const flat: ListedValue[] = []
  const waiting: ListedValue[] = [{ value: document, root: [] }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const items = itemsOf(next.value)
    if (items === undefined) {
      flat.push(next)
      continue
    }
    for (let i = items.length - 1; i >= 0; i--) waiting.push({ value: asListed(items[i], next.value), root: [...next.root, 'items', i] })
  }
  return flat
}

const kindPath: FieldPath = ['kind']

/** The items of a List. A List without any declares nothing. */
function itemsOf(value: unknown): readonly unknown[] | undefined {
  const kind = valueAt(value, kindPath)
  if (typeof kind !== 'string' || !kind.endsWith('List')) return undefined
  const items = valueAt(value, ['items'])
  if (Array.isArray(items)) return items
  return kind === 'List' && (items === undefined || items === null) ? [] : undefined
}

/**
 * An item that names neither kind nor apiVersion has those of its list: a `PodList` holds Pods.
 * Mirrors apimachinery pkg/apis/meta/v1/unstructured/helpers.go decodeToList, v1.36.
 */
function asListed(item: unknown, list: unknown): unknown {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return item
  if (Object.hasOwn(item, 'kind') || Object.hasOwn(item, 'apiVersion')) return item
  const kind = String(valueAt(list, ['kind'])).slice(0, -'List'.length)
  return kind === '' ? item : Object.assign(Object.create(null), item, { kind, apiVersion: valueAt(list, ['apiVersion']) })
}
