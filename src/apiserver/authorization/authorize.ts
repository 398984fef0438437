import { goQuote } from '../../k8s/go-quote.ts'
import type { Subject } from '../../k8s/rbac.ts'
import { rbacGroup } from '../../k8s/rbac.ts'
import type { RoleRule } from './aggregation.ts'
import { type Binding, type RbacPolicy, subjectIndex } from './policy.ts'
import { type Attributes, ruleAllows } from './rule-allows.ts'
import { isPrivileged, type User } from './user.ts'

/** A binding by which a rule is granted to somebody. */
export interface Grant {
  readonly binding: Binding
  /** Index of the subject that applies. */
  readonly subject: number
  readonly rule: RoleRule
}

/** The answer to a question of access. */
export interface Decision {
  readonly allowed: boolean
  /** The server's sentence, empty where it gives none. */
  readonly reason: string
  readonly grant?: Grant
}

/** Whether a user may do something. Mirrors plugin/pkg/auth/authorizer/rbac/rbac.go Authorize, v1.36, behind the authorizer of privileged groups. */
export function authorize(policy: RbacPolicy, user: User, attributes: Attributes): Decision {
  if (isPrivileged(user)) return { allowed: true, reason: '' }
  const missing: string[] = []
  for (const binding of policy.bindingsOf(user, 'path' in attributes ? '' : attributes.namespace)) {
    const rules = rulesBehind(policy, binding)
    if (typeof rules === 'string') {
      missing.push(rules)
      continue
    }
    const rule = rules.find(candidate => ruleAllows(candidate.rule, attributes))
    if (rule === undefined) continue
    const grant = { binding, subject: subjectIndex(binding, user), rule }
    return { allowed: true, reason: `RBAC: allowed by ${describeGrant(grant)}`, grant }
  }
  return { allowed: false, reason: missing.length === 0 ? '' : `RBAC: ${aggregateErrors(missing)}` }
}

/** All rules that apply to a user in a namespace, and what is missing, named as `rulesBehind` names it. Mirrors pkg/registry/rbac/validation/rule.go RulesFor, v1.36. */
export function rulesFor(
  policy: RbacPolicy,
  user: User,
  namespace: string,
  asked?: string
): { readonly rules: readonly RoleRule[]; readonly missing: readonly string[] } {
  const behind = policy.bindingsOf(user, namespace).map(binding => rulesBehind(policy, binding, asked))
  return {
    rules: behind.flatMap(rules => (typeof rules === 'string' ? [] : rules)),
    missing: behind.filter(rules => typeof rules === 'string'),
  }
}

/**
 * The rules that a binding grants, or why there are none. `asked`: the resource of the request for which they are read from storage, which
 * calls missing roles by that resource. Mirrors apiserver pkg/registry/generic/registry/store.go qualifiedResourceFromContext, v1.36.
 */
export function rulesBehind(policy: RbacPolicy, { object, namespace }: Binding, asked?: string): readonly RoleRule[] | string {
  const { roleRef = {} } = object
  const role = policy.role(roleRef, namespace)
  if (role !== undefined) return policy.rulesOf(role)
  if (roleRef.kind !== 'Role' && roleRef.kind !== 'ClusterRole') return `unsupported role reference kind: ${goQuote(roleRef.kind ?? '')}`
  return `${asked ?? roleRef.kind.toLowerCase()}.${rbacGroup} ${goQuote(roleRef.name ?? '')} not found`
}

/** `RoleBinding "b/ns" of Role "r" to User "u"`. Mirrors pkg/registry/rbac/validation/rule.go roleBindingDescriber, v1.36. */
export function describeGrant({ binding, subject }: Pick<Grant, 'binding' | 'subject'>): string {
  const { namespace, name, object } = binding
  const { kind = '', name: role = '' } = object.roleRef ?? {}
  const title = namespace === null ? `ClusterRoleBinding ${goQuote(name)}` : `RoleBinding ${goQuote(`${name}/${namespace}`)}`
  return `${title} of ${kind} ${goQuote(role)} to ${describeSubject(object.subjects?.[subject] ?? {}, namespace ?? '')}`
}

/** Several errors as one. Mirrors apimachinery pkg/util/errors/errors.go aggregate.Error, v1.36. */
export function aggregateErrors(errors: readonly string[]): string {
  const distinct = [...new Set(errors)]
  return distinct.length === 1 ? distinct[0]! : `[${distinct.join(', ')}]`
}

function describeSubject({ kind = '', name = '', namespace }: Subject, own: string): string {
  return `${kind} ${goQuote(kind === 'ServiceAccount' ? `${name}/${namespace || own}` : name)}`
}
