import type { KubernetesObject, LabelSelector } from './types.ts'

/** The group of roles and bindings. */
export const rbacGroup = 'rbac.authorization.k8s.io'
/** The group whose members may do everything, whatever roles say. */
export const mastersGroup = 'system:masters'

/** The kinds of the group. */
export const rbacKinds = ['Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding'] as const
export type RbacKind = (typeof rbacKinds)[number]

/** What a role allows. Everything may be absent: inputs are half-written. */
export interface PolicyRule {
  readonly verbs?: readonly string[]
  readonly apiGroups?: readonly string[]
  readonly resources?: readonly string[]
  readonly resourceNames?: readonly string[]
  readonly nonResourceURLs?: readonly string[]
}

/** Who is bound to a role. */
export interface Subject {
  readonly kind?: string
  readonly apiGroup?: string
  readonly name?: string
  readonly namespace?: string
}

/** The role of a binding. */
export interface RoleRef {
  readonly apiGroup?: string
  readonly kind?: string
  readonly name?: string
}

/** A Role, or a ClusterRole, which alone may aggregate. */
export interface RoleObject extends KubernetesObject {
  readonly rules?: readonly PolicyRule[]
  readonly aggregationRule?: { readonly clusterRoleSelectors?: readonly LabelSelector[] }
}

/** A RoleBinding or ClusterRoleBinding. */
export interface BindingObject extends KubernetesObject {
  readonly roleRef?: RoleRef
  readonly subjects?: readonly Subject[]
}

/** The name under which a ServiceAccount sends requests. */
export function serviceAccountUser(namespace: string, name: string): string {
  return `system:serviceaccount:${namespace}:${name}`
}

/** The namespace and name of the ServiceAccount that a user name stands for. Mirrors apiserver pkg/authentication/serviceaccount/util.go SplitUsername, v1.36. */
export function serviceAccountOf(user: string): { readonly namespace: string; readonly name: string } | undefined {
  const match = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(user)
  return match === null ? undefined : { namespace: match[1]!, name: match[2]! }
}
