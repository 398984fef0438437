import type { FieldPath } from '../../../k8s/field-path.ts'
import type { ResourceAmounts } from '../../../k8s/pod-requests.ts'
import type { KubernetesObject } from '../../../k8s/types.ts'
import type { KubernetesVersion } from '../../../k8s/version.ts'
import type { ServerRequest } from '../../request.ts'
import type { ScopeSelectorRequirement } from '../objects.ts'

/** How one kind of object counts against quotas. Mirrors apiserver pkg/quota/v1 Evaluator, v1.36. */
export interface QuotaEvaluator {
  /** Whether such a request can change what is used. */
  handles(request: ServerRequest): boolean
  /** Whether objects of the kind ever use this resource of a quota. */
  tracks(resource: string): boolean
  matchesScope(scope: ScopeSelectorRequirement, object: KubernetesObject): boolean
  usage(object: KubernetesObject, version: KubernetesVersion): ResourceAmounts
  /** What an object must say where a quota has these resources, and does not: `must specify cpu for: a`. */
  constraint?(resources: readonly string[], object: KubernetesObject, version: KubernetesVersion): string | undefined
  /** The field that decides how much of a resource an object uses. */
  fieldOf(resource: string, object: KubernetesObject): FieldPath
}
