import type { Request } from '../cluster/request.ts'
import type { FieldPath } from '../k8s/field-path.ts'

/** What a server makes up or ignores in every object. */
const ownFields: ReadonlySet<string> = new Set(['status', 'metadata', 'apiVersion', 'kind'])

/** Whether an object is kept without something that was written. */
export function dropsFields({ resource: { written }, verdict: { stored } }: Request): boolean {
  if (stored === undefined) return false
  for (const name of Object.keys(written))
    if (!ownFields.has(name) && isDropped((written as unknown as Struct)[name], (stored as unknown as Struct)[name])) return true
  return false
}

type Struct = Readonly<Record<string, unknown>>

/** Whether `droppedIn` finds anything; most objects lose nothing, and no path is made for them. */
function isDropped(written: unknown, kept: unknown): boolean {
  // what no stage of the server has changed is shared
  if (written === kept) return false
  if (typeof written !== 'object' || written === null) return kept === undefined && !isEmpty(written)
  if (kept === undefined) return !isEmpty(written)
  if (Array.isArray(written)) {
    if (!Array.isArray(kept)) return false
    const byName = kept.length === written.length ? undefined : new Map(kept.map(item => [nameOf(item), item]))
    for (let i = 0; i < written.length; i++)
      if (isDropped(written[i], byName === undefined ? kept[i] : byName.get(nameOf(written[i])))) return true
    return false
  }
  if (typeof kept !== 'object' || kept === null) return false
  for (const name in written) {
    const value = (written as Struct)[name]
    const same = (kept as Struct)[name]
    if (value !== same && isDropped(value, Object.hasOwn(kept, name) ? same : undefined)) return true
  }
  return false
}

/** The fields that were written and that the server forgets, outermost ones only; items of lists by their place in the manifest. */
export function* droppedFields(request: Request): Generator<FieldPath> {
  const { stored } = request.verdict
  if (stored === undefined || !dropsFields(request)) return
  for (const [name, value] of Object.entries(request.resource.written))
    if (!ownFields.has(name)) yield* droppedIn(value, (stored as unknown as Struct)[name], [name])
}

function* droppedIn(written: unknown, kept: unknown, path: FieldPath): Generator<FieldPath> {
  if (isEmpty(written)) return
  if (kept === undefined) {
    yield path
  } else if (Array.isArray(written)) {
    if (!Array.isArray(kept)) return
    const byName = kept.length === written.length ? undefined : new Map(kept.map(item => [nameOf(item), item]))
    for (const [index, item] of written.entries())
      yield* droppedIn(item, byName === undefined ? kept[index] : byName.get(nameOf(item)), [...path, index])
  } else if (typeof written === 'object' && written !== null && typeof kept === 'object' && kept !== null) {
    for (const name of Object.keys(written)) {
      const value = (written as Struct)[name]
      const own = Object.hasOwn(kept, name) ? (kept as Struct)[name] : undefined
      if (own === undefined || typeof value === 'object') yield* droppedIn(value, own, [...path, name])
    }
  }
}

/** Nothing is lost with it. */
function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '' || value === 0 || value === false) return true
  return typeof value === 'object' && Object.keys(value).length === 0
}

function nameOf(item: unknown): unknown {
  return typeof item === 'object' && item !== null ? (item as { readonly name?: unknown }).name : undefined
}
