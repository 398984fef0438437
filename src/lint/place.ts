import { FieldRef } from '../cluster/field-ref.ts'
import type { Resource } from '../cluster/resource.ts'
import { valueAt } from '../k8s/field-path.ts'
import type { Path } from '../source/path.ts'
import type { SourceDocument } from '../source/source-document.ts'
import type { Span } from '../source/source-file.ts'
import type { ResourceIdentity } from './diagnostic.ts'
import type { DocumentView, Place } from './rule.ts'

/** A place in the text, and who it belongs to. */
export interface LocatedPlace {
  readonly document: SourceDocument
  readonly span: Span
  /** From the root of the document. */
  readonly path: Path
  /** How many steps of `path` lead to the object. */
  readonly rootLength: number
  readonly identity: ResourceIdentity | undefined
}

/** Turns a place into a range of its file: the nearest written parent's key where the field itself is not written. */
export function locatePlace(place: Place, views: ReadonlyMap<SourceDocument, DocumentView>): LocatedPlace {
  if (place instanceof FieldRef) {
    const { document, root } = place.resource
    const path = [...root, ...place.path]
    const span = document.locate(path, place.target)
    return { document, span, path, rootLength: root.length, identity: resourceIdentity(place.resource) }
  }
  const { document, path = [], target } = place
  const span =
    place.start === undefined ? document.locate(path, target) : { file: document.file, start: place.start, end: place.end ?? place.start }
  const declaration = views.get(document)?.declarations.find(({ root }) => root.every((step, i) => path[i] === step))
  if (declaration?.kind === undefined || declaration.apiVersion === undefined)
    return { document, span, path, rootLength: 0, identity: undefined }
  const { apiVersion, kind, namespace = null, name = null, root } = declaration
  return { document, span, path, rootLength: root.length, identity: { apiVersion, kind, namespace, name } }
}

/** Who an object is, as findings name it. */
export function resourceIdentity(resource: Resource): ResourceIdentity {
  const { type, namespace, name } = resource
  return { apiVersion: type.apiVersion, kind: type.kind, namespace, name }
}

/** What the text lacks at a field: a default that decides although nobody wrote it. */
export function unwrittenDefault(place: Place): string | undefined {
  if (!(place instanceof FieldRef) || place.path.length === 0) return undefined
  const { document, root, object } = place.resource
  if (valueAt(document.partial ?? document.value, [...root, ...place.path]) !== undefined) return undefined
  const value = valueAt(object, place.path)
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return undefined
  return `${String(place.path.at(-1))} is not written: ${String(value)} by default`
}
