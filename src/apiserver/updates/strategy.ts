import type { FieldError } from '../../k8s/field-error.ts'
import type { KubernetesObject } from '../../k8s/types.ts'
import type { Refusal, ServerWarning } from '../answer.ts'
import type { StageContext } from '../strategy.ts'
import type { Update, UpdateCheck } from './update.ts'

/** What the server does with the updates of one kind, where it is not what it does with those of all. */
export interface UpdateStrategy {
  /** Gives out what the old object does not have, before validation. */
  readonly allocate?: (object: KubernetesObject, old: KubernetesObject, context: StageContext, request: AllocationRequest) => Allocated
  /** Takes over what is not for the sender to say; without it what a create does, and the old status. Mirrors PrepareForUpdate. */
  readonly prepare?: (object: KubernetesObject, old: KubernetesObject, context: StageContext) => KubernetesObject
  /** Parts whose change is a new generation: `spec`. */
  readonly counts?: readonly string[]
  /** In the server's order; without them metadata, metadata-update, rules. */
  readonly checks?: readonly UpdateCheck[]
  /** What of the rules' errors only a create makes. */
  readonly tolerates?: (error: FieldError, update: Update) => boolean
  /** The text must name the version that it replaces. Mirrors AllowUnconditionalUpdate. */
  readonly conditional?: true
  /** When it warns as it does of a create: never, or with a new generation. */
  readonly warns?: 'never' | 'counted'
  /** What it warns of, where that is not what it warns of in a create. */
  readonly warnings?: (object: KubernetesObject, old: KubernetesObject, context: StageContext) => readonly ServerWarning[]
}

export interface Allocated {
  readonly object: KubernetesObject
  readonly refusal?: Refusal
}

/** What allocation goes by. */
export interface AllocationRequest {
  readonly name: string
}
