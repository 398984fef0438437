import { bootstrapObjects } from '../../apiserver/authorization/bootstrap.ts'
import type { RbacPolicy } from '../../apiserver/authorization/policy.ts'
import { type Cluster, objectAs } from '../../cluster/cluster.ts'
import type { Environment } from '../../cluster/environment.ts'
import { FieldRef } from '../../cluster/field-ref.ts'
import type { Resource } from '../../cluster/resource.ts'
import { type BindingObject, type PolicyRule, type RoleRef, rbacGroup, type Subject } from '../../k8s/rbac.ts'
import { policyOf, roleResource } from './policy.ts'

/** A rule that a binding grants, and where it is written; one of the server's own is written nowhere. */
export interface GrantedRule {
  readonly rule: PolicyRule
  readonly at?: FieldRef
}

/** A declared binding, and what it grants to whom. */
export interface BoundRole {
  readonly binding: Resource
  /** Where it grants; null everywhere. */
  readonly namespace: string | null
  readonly roleRef: RoleRef
  readonly subjects: readonly { readonly subject: Subject; readonly at: FieldRef }[]
  /** Undefined where nothing of that name is known. */
  readonly rules: readonly GrantedRule[] | undefined
}

/** The declared bindings of a set, in order of arrival. */
export interface BoundRoles {
  readonly all: readonly BoundRole[]
  /** Names that a binding of a namespace may refer to, those of the server's own among them. */
  namesOf(kind: string, namespace: string | null): readonly string[]
}

/** Who is bound to what, as rules look at it. */
export function boundRoles(cluster: Cluster, { version }: Environment): BoundRoles {
  const policy = policyOf(cluster, version)
  const own = bootstrapObjects(version.minor)
  return {
    all: ['ClusterRoleBinding', 'RoleBinding'].flatMap(kind =>
      cluster.ofKind(rbacGroup, kind).map(resource => boundRole(resource, cluster, policy))
    ),
    namesOf: (kind, namespace) => {
      const scope = kind === 'Role' ? namespace : null
      const builtIn = own.filter(object => object.kind === kind && object.namespace === scope).map(({ name }) => name)
      const declared = cluster.ofKind(rbacGroup, kind).filter(resource => resource.namespace === scope)
      return [...declared.flatMap(({ name }) => name ?? []), ...builtIn]
    },
  }
}

function boundRole(binding: Resource, cluster: Cluster, policy: RbacPolicy): BoundRole {
  const { roleRef = {}, subjects = [] } = objectAs<BindingObject>(binding)
  const { namespace } = binding
  const role = policy.role(roleRef, namespace)
  const rules = role === undefined ? undefined : policy.rulesOf(role)
  return {
    binding,
    namespace,
    roleRef,
    subjects: subjects.map((subject, index) => ({ subject, at: new FieldRef(binding, ['subjects', index]) })),
    rules: rules?.map(({ rule, writtenIn, index }) => {
      const resource = roleResource(cluster, roleRef.kind ?? '', writtenIn.metadata?.name ?? '', namespace)
      return { rule, ...(resource !== undefined && { at: new FieldRef(resource, ['rules', index]) }) }
    }),
  }
}

/** `ServiceAccount shop/web`, `Group developers`. */
export function subjectTitle({ kind = '', name = '', namespace }: Subject, own: string | null): string {
  return kind === 'ServiceAccount' ? `${kind} ${namespace || (own ?? '')}/${name}` : `${kind} ${name}`
}

/** A few subjects of a binding, for people. */
export function subjectList({ subjects, namespace }: BoundRole): string {
  const titles = subjects.map(({ subject }) => subjectTitle(subject, namespace))
  return titles.length > 3 ? `${titles.slice(0, 2).join(', ')} and ${titles.length - 2} more` : titles.join(', ')
}
