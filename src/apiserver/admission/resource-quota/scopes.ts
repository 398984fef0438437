import type { KubernetesObject } from '../../../k8s/types.ts'
import type { ResourceQuota, ScopeSelectorRequirement } from '../objects.ts'
import type { QuotaEvaluator } from './quota-evaluator.ts'

/** The scopes of a quota in both notations. Mirrors getScopeSelectorsFromQuota, v1.36. */
export function scopesOf({ spec }: ResourceQuota): readonly ScopeSelectorRequirement[] {
  const plain = (spec?.scopes ?? []).map(scopeName => ({ scopeName, operator: 'Exists' }))
  return [...plain, ...(spec?.scopeSelector?.matchExpressions ?? [])]
}

/** Whether a quota counts an object: it has a resource that the kind uses, and all its scopes hold. Mirrors generic.Matches, v1.36. */
export function isCounted(quota: ResourceQuota, object: KubernetesObject, evaluator: QuotaEvaluator): boolean {
  if (!Object.keys(quota.spec?.hard ?? {}).some(resource => evaluator.tracks(resource))) return false
  return scopesOf(quota).every(scope => evaluator.matchesScope(scope, object))
}

/** Whether any of the names satisfies the scope; without one, as a selector does that finds no label. */
export function namesMatch({ operator, values = [] }: ScopeSelectorRequirement, names: readonly string[]): boolean {
  switch (operator) {
    case 'Exists':
      return names.length > 0
    case 'DoesNotExist':
      return names.length === 0
    case 'In':
      return names.some(name => values.includes(name))
    case 'NotIn':
      return names.length === 0 || names.some(name => !values.includes(name))
    default:
      return false
  }
}
