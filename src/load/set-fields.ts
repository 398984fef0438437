import type { SourceDocument } from '../source/source-document.ts'
import { isMapping, type Mapping, ownValue, withKey } from './manifest-keys.ts'
import { withValue } from './with-value.ts'

/** A field of an object, and what it is to be; null takes it away. */
export interface FieldChange {
  readonly object: { readonly kind: string; readonly namespace: string | null; readonly name: string }
  readonly path: readonly (string | number)[]
  readonly value: unknown
}

/** The documents with a field of one of their objects changed; undefined where there is no such object, or no room for the field in it. Positions stay those of the text. */
export function withField(
  documents: readonly SourceDocument[],
  change: FieldChange,
  defaultNamespace: string
): readonly SourceDocument[] | undefined {
  let isMade = false
  const changed = documents.map(document => {
    if (isMade) return document
    const value = changedIn(document.value, change, defaultNamespace)
    if (value === undefined) return document
    isMade = true
    return withValue(document, value)
  })
  return isMade ? changed : undefined
}

function changedIn(value: unknown, change: FieldChange, defaultNamespace: string): unknown {
  if (!isMapping(value)) return undefined
  if (isNamed(value, change, defaultNamespace)) return changed(value, change.path, change.value)
  const items = ownValue(value, 'items')
  if (!Array.isArray(items)) return undefined
  const index = items.findIndex(item => isMapping(item) && isNamed(item, change, defaultNamespace))
  if (index === -1) return undefined
  const item = changed(items[index], change.path, change.value)
  return item === undefined ? undefined : withKey(value, 'items', items.with(index, item))
}

function isNamed(value: Mapping, { object }: FieldChange, defaultNamespace: string): boolean {
  const metadata = ownValue(value, 'metadata')
  if (ownValue(value, 'kind') !== object.kind || !isMapping(metadata) || ownValue(metadata, 'name') !== object.name) return false
  return object.namespace === null || (ownValue(metadata, 'namespace') ?? defaultNamespace) === object.namespace
}

/** A copy with another value at a path, which is made where it is not there. */
function changed(value: unknown, path: FieldChange['path'], to: unknown): unknown {
  const [step, ...rest] = path
  if (step === undefined) return to
  if (typeof step === 'number') {
    const list = value ?? []
    if (!Array.isArray(list) || step > list.length) return undefined
    if (rest.length === 0 && to === null) return list.filter((_, index) => index !== step)
    const item = changed(list[step], rest, to)
    return item === undefined ? undefined : [...list.slice(0, step), item, ...list.slice(step + 1)]
  }
  if (value !== undefined && value !== null && !isMapping(value)) return undefined
  const mapping = (value ?? Object.create(null)) as Mapping
  if (rest.length === 0 && to === null) return withoutKey(mapping, step)
  const below = changed(ownValue(mapping, step), rest, to)
  return below === undefined ? undefined : withKey(mapping, step, below)
}

function withoutKey(mapping: Mapping, key: string): Mapping {
  return Object.assign(Object.create(null), Object.fromEntries(Object.entries(mapping).filter(([other]) => other !== key)))
}
