import { aggregateErrors, rulesFor } from '../../apiserver/authorization/authorize.ts'
import type { RbacPolicy } from '../../apiserver/authorization/policy.ts'
import type { User } from '../../apiserver/authorization/user.ts'

/** What a subject may do in a namespace, as a SelfSubjectRulesReview tells it. */
export interface RulesReview {
  readonly resourceRules: readonly ResourceRule[]
  readonly nonResourceRules: readonly NonResourceRule[]
  /** Why rules may be missing. */
  readonly evaluationError?: string
}
export interface ResourceRule {
  readonly verbs: readonly string[]
  readonly apiGroups: readonly string[]
  readonly resources: readonly string[]
  readonly resourceNames?: readonly string[]
}
export interface NonResourceRule {
  readonly verbs: readonly string[]
  readonly nonResourceURLs: readonly string[]
}

/** Mirrors plugin/pkg/auth/authorizer/rbac/rbac.go RulesFor, v1.36. */
export function rulesReview(policy: RbacPolicy, user: User, namespace: string): RulesReview {
  const { rules, missing } = rulesFor(policy, user, namespace)
  const resourceRules: ResourceRule[] = []
  const nonResourceRules: NonResourceRule[] = []
  for (const { rule } of rules) {
    const { verbs = [], apiGroups = [], resources = [], resourceNames = [], nonResourceURLs = [] } = rule
    if (resources.length > 0) resourceRules.push({ verbs, apiGroups, resources, ...(resourceNames.length > 0 && { resourceNames }) })
    if (nonResourceURLs.length > 0) nonResourceRules.push({ verbs, nonResourceURLs })
  }
  return { resourceRules, nonResourceRules, ...(missing.length > 0 && { evaluationError: aggregateErrors(missing) }) }
}
