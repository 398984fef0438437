import type { FieldError } from '../k8s/field-error.ts'
import type { FieldPath } from '../k8s/field-path.ts'
import type { KubernetesObject } from '../k8s/types.ts'

/** Where in the handling of a request an objection is made, in the server's order; who may grant what is looked at after mutating admission. */
export const serverStages = ['discover', 'authorize', 'decode', 'mutate', 'allocate', 'validate', 'admit', 'quota'] as const
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

/** A refusal of a request, as its Status tells it. */
export interface Refusal {
  readonly code: 400 | 403 | 404 | 409 | 413 | 422 | 500
  readonly reason: StatusReason
  /** The whole message of the Status. */
  readonly message: string
  /** The fields concerned, in the server's order; empty where the server names none. */
  readonly errors: readonly FieldError[]
  /** Where to point at when `errors` is empty. */
  readonly at?: FieldPath
  /** What of other objects it rests on. */
  readonly decidedBy?: readonly DecidingField[]
}

/** A field of a stored object that a refusal of another one rests on. */
export interface DecidingField {
  readonly group: string
  readonly kind: string
  readonly namespace: string | null
  readonly name: string
  readonly path: FieldPath
  /** What it says, in a few words: `quota q allows 4 of requests.cpu, 3 is used`. */
  readonly note: string
}

/** One stage's refusal of a request. */
export interface Objection extends Refusal {
  readonly stage: ServerStage
  /** Upstream name of the admission plugin that refuses. */
  readonly plugin?: string
}

/** All that the server would have to say about one request: as-server answers with the first objection, the default mode tells all. */
export interface Verdict {
  readonly objections: readonly Objection[]
  readonly warnings: readonly ServerWarning[]
  /** The object as the server would keep it; also there for a refused request, as far as it got. */
  readonly stored: KubernetesObject
}

/** A `Warning` header of the response. */
export interface ServerWarning {
  readonly message: string
  readonly path: FieldPath
}
