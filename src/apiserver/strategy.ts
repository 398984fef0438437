import type { FieldError } from '../k8s/field-error.ts'
import type { KubernetesObject } from '../k8s/types.ts'
import type { KubernetesVersion } from '../k8s/version.ts'
import type { ResourceType } from '../schema/resource-type.ts'
import type { AdmissionContext } from './admission/plugin.ts'
import type { Refusal, ServerWarning } from './answer.ts'
import type { ServerRequest } from './request.ts'
import type { Rule } from './validation/row.ts'

export interface DefaultsContext {
  readonly type: ResourceType
  readonly version: KubernetesVersion
}

export interface StageContext extends AdmissionContext {
  /** How the version words an error, where it is not as the newest one does. */
  readonly worded?: (error: FieldError, type: ResourceType) => FieldError
}

/** What the server does with one kind, beyond what it does with all. A kind without any of it is taken as it is decoded. */
export interface Strategy {
  /** Fills in missing values; the same object where none is missing. */
  readonly defaults?: (object: KubernetesObject, context: DefaultsContext) => KubernetesObject
  /** Gives out addresses and ports, before validation. */
  readonly allocate?: (request: ServerRequest, context: StageContext) => { readonly object: KubernetesObject; readonly refusal?: Refusal }
  /** Drops what a create may not set: the status, and fields whose gate is off. */
  readonly prepare?: (object: KubernetesObject, context: StageContext) => KubernetesObject
  readonly rules?: readonly Rule[]
  /** Tells of an object that surely neither `rules`, nor those for its metadata, nor `warnings` say anything of it. */
  readonly isPlain?: (object: KubernetesObject) => boolean
  /** What else validation finds wrong, by looking at the cluster. */
  readonly clusterErrors?: (object: KubernetesObject, namespace: string | null, context: StageContext) => readonly FieldError[]
  /** What reading an accepted object back from storage makes of it, where that is not what was written. */
  readonly reread?: (object: KubernetesObject) => KubernetesObject
  /** What the server warns of in an object that it accepts; `written` is the object as it was sent. */
  readonly warnings?: (object: KubernetesObject, context: StageContext, written: KubernetesObject) => readonly ServerWarning[]
}
