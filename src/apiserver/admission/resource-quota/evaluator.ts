import type { FieldPath } from '../../../k8s/field-path.ts'
import type { ResourceAmounts } from '../../../k8s/pod-requests.ts'
import type { KubernetesObject } from '../../../k8s/types.ts'
import type { KubernetesVersion } from '../../../k8s/version.ts'
import type { ResourceType } from '../../../schema/resource-type.ts'
import type { ServerRequest } from '../../request.ts'
import type { ScopeSelectorRequirement } from '../objects.ts'
import { claimEvaluator } from './claims.ts'
import { objectCountEvaluator } from './object-count.ts'
import { podEvaluator } from './pods.ts'
import { resourceClaimEvaluator } from './resource-claims.ts'
import { serviceEvaluator } from './services.ts'

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

/** What nobody counts: questions, and events. Mirrors pkg/quota/v1/install/registry.go DefaultIgnoredResources, v1.36. */
const ignored = new Set([
  'bindings.',
  'componentstatuses.',
  'events.',
  'events.events.k8s.io',
  'localsubjectaccessreviews.authorization.k8s.io',
])

const evaluators = new Map<string, QuotaEvaluator>([
  ['pods.', podEvaluator],
  ['services.', serviceEvaluator],
  ['persistentvolumeclaims.', claimEvaluator],
  ['resourceclaims.resource.k8s.io', resourceClaimEvaluator],
])

/** How objects of a type count; undefined for those that never do. */
export function evaluatorOf({ plural, group }: ResourceType): QuotaEvaluator | undefined {
  const key = `${plural}.${group}`
  if (ignored.has(key)) return undefined
  const known = evaluators.get(key)
  if (known !== undefined) return known
  const counted = objectCountEvaluator(plural, group)
  evaluators.set(key, counted)
  return counted
}
