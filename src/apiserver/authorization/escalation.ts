import { goQuote } from '../../k8s/go-quote.ts'
import type { BindingObject, PolicyRule, RoleObject } from '../../k8s/rbac.ts'
import { rbacGroup } from '../../k8s/rbac.ts'
import type { Refusal } from '../answer.ts'
import type { ServerRequest } from '../request.ts'
import { aggregates } from './aggregation.ts'
import { aggregateErrors, authorize, rulesBehind, rulesFor } from './authorize.ts'
import { quotedList, uncoveredRules } from './covers.ts'
import { forbiddenResource } from './forbidden-message.ts'
import type { RbacPolicy } from './policy.ts'
import { isPrivileged, type User } from './user.ts'

const everything: readonly PolicyRule[] = [
  { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
  { verbs: ['*'], nonResourceURLs: ['*'] },
]

/** Why somebody may not create or change a role or binding that grants more than they hold. */
export function refuseEscalation(request: ServerRequest, user: User, policy: RbacPolicy): Refusal | undefined {
  if (request.type.group !== rbacGroup || isPrivileged(user) || isUnchanged(request)) return undefined
  switch (request.type.kind) {
    case 'Role':
    case 'ClusterRole':
      return refuseRole(request, user, policy)
    case 'RoleBinding':
    case 'ClusterRoleBinding':
      return refuseBinding(request, user, policy)
    default:
      return undefined
  }
}

/** Mirrors pkg/registry/rbac/{role,clusterrole}/policybased/storage.go, v1.36. */
function refuseRole(request: ServerRequest, user: User, policy: RbacPolicy): Refusal | undefined {
  const { type, operation, object, old } = request
  const namespace = request.namespace ?? ''
  const name = operation === 'create' ? '' : (request.name ?? '')
  const asked = { verb: 'escalate', group: rbacGroup, resource: type.plural, subresource: '', name, namespace }
  if (authorize(policy, user, asked).allowed) return undefined
  const role: RoleObject = object
  const why = escalation(role.rules ?? [], request, user, policy)
  if (why !== undefined) return forbiddenResource(request.type, request.name ?? '', why, ['rules'])
  const wasAggregating = old !== undefined && aggregates(old as RoleObject)
  if (type.kind !== 'ClusterRole' || !(aggregates(role) || wasAggregating)) return undefined
  if (escalation(everything, request, user, policy) === undefined) return undefined
  return forbiddenResource(request.type, request.name ?? '', 'must have cluster-admin privileges to use the aggregationRule', [
    'aggregationRule',
  ])
}

/** Mirrors pkg/registry/rbac/{rolebinding,clusterrolebinding}/policybased/storage.go, v1.36. */
function refuseBinding(request: ServerRequest, user: User, policy: RbacPolicy): Refusal | undefined {
  const object: BindingObject = request.object
  const { kind = '', name = '', apiGroup = '' } = object.roleRef ?? {}
  const namespace = request.namespace ?? ''
  const resource = kind === 'ClusterRole' ? 'clusterroles' : kind === 'Role' ? 'roles' : undefined
  const asked = { verb: 'bind', group: apiGroup, resource: resource ?? '', subresource: '', name, namespace }
  if (resource !== undefined && authorize(policy, user, asked).allowed) return undefined
  const rules = rulesBehind(policy, { namespace: request.namespace, name: '', object, order: 0 }, request.type.plural)
  if (typeof rules === 'string') return unresolved(rules, resource !== undefined)
  const granted = rules.map(({ rule }) => rule)
  const why = escalation(granted, request, user, policy)
  return why === undefined ? undefined : forbiddenResource(request.type, request.name ?? '', why, ['roleRef'])
}

/** A role that is not there is not found; of another kind there is none at all. */
function unresolved(message: string, isRole: boolean): Refusal {
  const at = ['roleRef', isRole ? 'name' : 'kind']
  return isRole
    ? { code: 404, reason: 'NotFound', message, errors: [], at }
    : { code: 500, reason: 'InternalError', message: `Internal error occurred: ${message}`, errors: [], at }
}

/** Mirrors pkg/registry/rbac/validation/rule.go ConfirmNoEscalation, v1.36. */
function escalation(wanted: readonly PolicyRule[], { namespace, type }: ServerRequest, user: User, policy: RbacPolicy): string | undefined {
  const { rules, missing } = rulesFor(policy, user, namespace ?? '', type.plural)
  const held = rules.map(({ rule }) => rule)
  const uncovered = uncoveredRules(held, wanted)
  if (uncovered.length === 0) return undefined
  const unresolved = missing.length === 0 ? '' : `; resolution errors: [${aggregateErrors(missing)}]`
  const who = `user ${goQuote(user.name)} (groups=${quotedList(user.groups)})`
  return `${who} is attempting to grant RBAC permissions not currently held:\n${uncovered.join('\n')}${unresolved}`
}

/** Whether an update changes nothing but what the garbage collector changes. Mirrors pkg/registry/rbac/helpers.go IsOnlyMutatingGCFields, v1.36. */
function isUnchanged({ object, old }: ServerRequest): boolean {
  return old !== undefined && told(object) === told(old)
}

function told(object: RoleObject & BindingObject): string {
  const { metadata, rules, aggregationRule, roleRef, subjects } = object
  return JSON.stringify([metadata?.labels ?? {}, metadata?.annotations ?? {}, rules ?? [], aggregationRule ?? {}, roleRef, subjects ?? []])
}
