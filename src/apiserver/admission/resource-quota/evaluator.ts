import type { ResourceType } from '../../../schema/resource-type.ts'
import { claimEvaluator } from './claims.ts'
import { objectCountEvaluator } from './object-count.ts'
import { podEvaluator } from './pods.ts'
import type { QuotaEvaluator } from './quota-evaluator.ts'
import { resourceClaimEvaluator } from './resource-claims.ts'
import { serviceEvaluator } from './services.ts'

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
