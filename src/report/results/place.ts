import type { FieldRef } from '../../cluster/field-ref.ts'
import type { Span } from '../../source/source-file.ts'

/** A place in an input as people and editors count: 1-based, columns in UTF-16 units, the end exclusive. */
export interface PlaceResult {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
}

/** Keys and indexes from the root of a document. */
export type PathResult = readonly (string | number)[]

/** A field of an object of the input: its path, and where it is written. */
export interface FieldPlaceResult extends PlaceResult {
  readonly path: PathResult
}

/** The place of a span. */
export function placeResult(span: Span): PlaceResult {
  const start = span.file.position(span.start)
  const end = span.end === span.start ? start : span.file.position(span.end)
  return { file: span.file.path, line: start.line, column: start.column, endLine: end.line, endColumn: end.column }
}

/** The place of a field of a declared object. */
export function fieldPlaceResult({ resource, path, target }: FieldRef): FieldPlaceResult {
  const fullPath = [...resource.root, ...path]
  return { ...placeResult(resource.document.locate(fullPath, target)), path: fullPath }
}
