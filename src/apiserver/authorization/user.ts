import { mastersGroup, serviceAccountOf } from '../../k8s/rbac.ts'

/** Who sends a request. */
export interface User {
  readonly name: string
  readonly groups: readonly string[]
}

const authenticated = 'system:authenticated'
const unauthenticated = 'system:unauthenticated'

/** Who asks where nobody is named. */
export const administrator: User = { name: 'kubernetes-admin', groups: [mastersGroup, authenticated] }

/** Who a request is from that impersonates a user and groups. Mirrors apiserver pkg/endpoints/filters/impersonation.go, v1.36. */
export function impersonated(name: string, groups: readonly string[]): User {
  const account = groups.length === 0 ? serviceAccountOf(name) : undefined
  const all = account === undefined ? groups : serviceAccountGroups(account.namespace)
  if (all.includes(authenticated) || all.includes(unauthenticated)) return { name, groups: all }
  return { name, groups: [...all, name === 'system:anonymous' ? unauthenticated : authenticated] }
}

/** Whether nothing is refused to a user. Mirrors apiserver pkg/authorization/authorizerfactory/builtin.go NewPrivilegedGroups, v1.36. */
export function isPrivileged({ groups }: User): boolean {
  return groups.includes(mastersGroup)
}

function serviceAccountGroups(namespace: string): readonly string[] {
  return ['system:serviceaccounts', `system:serviceaccounts:${namespace}`]
}
