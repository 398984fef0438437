import type { DecodeError } from './decode-error.ts'

/**
 * How the server's decoder takes an error: `abort` ends it at once (a type's own decoder fails), `type` is kept and
 * told if nothing aborts, `strict` is told if there is no other. Mirrors sigs.k8s.io/json UnmarshalStrict. `later`: inside
 * an unknown field, so the server would tell it only once the field has its right name.
 */
export type Gravity = 'abort' | 'type' | 'strict' | 'later'

/** An error and how the server takes it. */
export interface Finding {
  readonly gravity: Gravity
  readonly error: DecodeError
}
