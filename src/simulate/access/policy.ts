import { bootstrapObjects } from '../../apiserver/authorization/bootstrap.ts'
import { type Binding, RbacPolicy } from '../../apiserver/authorization/policy.ts'
import type { Cluster } from '../../cluster/cluster.ts'
import type { Resource } from '../../cluster/resource.ts'
import { rbacGroup, rbacKinds } from '../../k8s/rbac.ts'
import type { KubernetesVersion } from '../../k8s/version.ts'

/** The roles and bindings of a set, with those that every cluster has. */
export function policyOf(cluster: Cluster, version: KubernetesVersion): RbacPolicy {
  const policy = new RbacPolicy(bootstrapObjects(version.minor))
  for (const kind of rbacKinds)
    for (const { namespace, name, object } of cluster.ofKind(rbacGroup, kind))
      if (name !== null) policy.put({ kind, namespace, name, object })
  return policy
}

/** Where a binding is declared; undefined for one of the server's own. */
export function bindingResource(cluster: Cluster, { namespace, name }: Pick<Binding, 'namespace' | 'name'>): Resource | undefined {
  return cluster.find(rbacGroup, namespace === null ? 'ClusterRoleBinding' : 'RoleBinding', namespace, name)
}

/** Where a role that a binding of a namespace leads to is declared; undefined for one of the server's own. */
export function roleResource(cluster: Cluster, kind: string, name: string, namespace: string | null): Resource | undefined {
  return cluster.find(rbacGroup, kind, kind === 'Role' ? namespace : null, name)
}
