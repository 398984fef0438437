import type { FieldError } from '../k8s/field-error.ts'
import type { FieldPath } from '../k8s/field-path.ts'

/** Where in the handling of a request an objection is made, in the server's order. */
export const serverStages = ['decode', 'mutate', 'allocate', 'validate', 'admit', 'quota'] as const
export type ServerStage = (typeof serverStages)[number]

/** The `reason` of a Status. */
export type StatusReason =
  | 'BadRequest'
  | 'Forbidden'
  | 'NotFound'
  | 'AlreadyExists'
  | 'Conflict'
  | 'RequestEntityTooLarge'
  | 'Invalid'
  | 'InternalError'

/** One stage's refusal of a request. */
export interface Objection {
  readonly stage: ServerStage
  readonly code: 400 | 403 | 404 | 409 | 413 | 422 | 500
  readonly reason: StatusReason
  /** The whole message of the Status. */
  readonly message: string
  /** Upstream name of the admission plugin that refuses. */
  readonly plugin?: string
  /** The fields concerned, in the server's order; empty where the server names none. */
  readonly errors: readonly FieldError[]
  /** Where to point at when `errors` is empty. */
  readonly at?: FieldPath
}

/** All that the server would have to say about one request: as-server answers with the first objection, the default mode tells all. */
export interface Verdict {
  readonly objections: readonly Objection[]
  readonly warnings: readonly ServerWarning[]
  /** The object as the server would keep it; also there for a refused request, as far as it got. */
  readonly stored: unknown
}

/** A `Warning` header of the response. */
export interface ServerWarning {
  readonly message: string
  readonly path: FieldPath
}
