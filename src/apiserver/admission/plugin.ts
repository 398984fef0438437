import type { KubernetesObject } from '../../k8s/types.ts'
import type { KubernetesVersion } from '../../k8s/version.ts'
import type { ResourceType } from '../../schema/resource-type.ts'
import type { Refusal, ServerWarning } from '../answer.ts'
import type { RequestAuthorizer } from '../authorization/index.ts'
import type { User } from '../authorization/user.ts'
import type { ServerRequest } from '../request.ts'
import type { AdmissionView } from './admission-view.ts'

/** What an admission plugin gets to see. */
export interface AdmissionContext {
  readonly view: AdmissionView
  readonly version: KubernetesVersion
  /** Who sends the requests; absent for an administrator. */
  readonly user?: User
  /** Absent where whoever sends the requests may do everything. */
  readonly authorizer?: RequestAuthorizer
  /** An object that is decoded anew, with its missing values. */
  readonly defaults?: (object: KubernetesObject, type: ResourceType) => KubernetesObject
}

/** What a mutating plugin makes of a request's object, or why it refuses the request. */
export interface Admission {
  readonly object: KubernetesObject
  readonly refusal?: Refusal
  /** Where it changed what others have seen: all mutating plugins look once more, and this one does so. */
  readonly again?: (request: ServerRequest, context: AdmissionContext) => Admission
}

/** One of kube-apiserver's admission plugins. */
export interface AdmissionPlugin {
  /** Upstream's name: `Priority`. */
  readonly name: string
  /** The mutating phase, before validation. */
  readonly admit?: (request: ServerRequest, context: AdmissionContext) => Admission
  /** The validating phase, after it. */
  readonly validate?: (request: ServerRequest, context: AdmissionContext) => Refusal | undefined
  /** What its validating phase warns of, where it does not refuse or `warnsOfRefused`. */
  readonly warn?: (request: ServerRequest, context: AdmissionContext) => readonly ServerWarning[]
  readonly warnsOfRefused?: true
  /** Its validating phase is the very last: ResourceQuota. */
  readonly last?: true
  /** Writes placeholders for what it made up at random, once everything has judged the object. */
  readonly finish?: (object: KubernetesObject) => KubernetesObject
}
