import type { FieldPath } from '../k8s/field-path.ts'

/** Why the server would answer a create with 400. */
export type DecodeErrorCode =
  | 'unknown-field'
  | 'duplicate-field'
  /** the JSON type does not fit the Go type: string for int32, object for list, … */
  | 'wrong-type'
  /** an integer that its Go type cannot hold */
  | 'out-of-range'
  | 'quantity'
  | 'time'
  | 'duration'
  | 'base64'
  | 'int-or-string'
  /** a value that a type's own decoder refuses, such as a JSON schema's */
  | 'custom'

/** One value or key that the server's decoder refuses. */
export interface DecodeError {
  readonly code: DecodeErrorCode
  /** From the root of the object; for unknown fields up to and including the unknown key. */
  readonly path: FieldPath
  /** The part that is wrong: the key of an unknown field, else the value. */
  readonly target: 'key' | 'value'
  /** What the type wants, for people: `integer`, `list of objects`, `quantity such as 500m or 2Gi`. */
  readonly expected?: string
  /** What was written, for people: `string "3"`. */
  readonly got?: string
  /** The server's own words about this one error: `unknown field "spec.foo"`, `json: cannot unmarshal string into Go struct field …`. */
  readonly sentence: string
  /** The first and the last minor that have an unknown field, where some other version does. */
  readonly knownIn?: readonly [first: number, last: number]
  /** A field name that was surely meant, or a value. */
  readonly suggestion?: string
  /** Where an unknown field would be right: the path of the parent that has a field of this name. */
  readonly belongsTo?: FieldPath
}
