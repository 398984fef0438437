import type { KubernetesObject } from '../../k8s/types.ts'
import type { KubernetesVersion } from '../../k8s/version.ts'
import type { Refusal } from '../answer.ts'
import type { ServerRequest } from '../request.ts'
import type { AdmissionView } from './admission-view.ts'

/** What an admission plugin gets to see. */
export interface AdmissionContext {
  readonly view: AdmissionView
  readonly version: KubernetesVersion
}

/** What a mutating plugin makes of a request's object, or why it refuses the request. */
export interface Admission {
  readonly object: KubernetesObject
  readonly refusal?: Refusal
}

/** One of kube-apiserver's admission plugins. */
export interface AdmissionPlugin {
  /** Upstream's name: `Priority`. */
  readonly name: string
  /** The mutating phase, before validation. */
  readonly admit?: (request: ServerRequest, context: AdmissionContext) => Admission
  /** The validating phase, after it. */
  readonly validate?: (request: ServerRequest, context: AdmissionContext) => Refusal | undefined
  /** Its validating phase is the very last: ResourceQuota. */
  readonly last?: true
}
