import { type RbacKind, rbacGroup, rbacKinds } from '../../k8s/rbac.ts'
import type { KubernetesObject } from '../../k8s/types.ts'
import type { KubernetesVersion } from '../../k8s/version.ts'
import type { AdmissionView } from '../admission/admission-view.ts'
import type { Refusal } from '../answer.ts'
import type { ServerRequest } from '../request.ts'
import { authorize, type Decision } from './authorize.ts'
import { bootstrapObjects } from './bootstrap.ts'
import { refuseEscalation } from './escalation.ts'
import { unauthorized } from './forbidden-message.ts'
import { RbacPolicy } from './policy.ts'
import type { ResourceAttributes } from './rule-allows.ts'
import type { User } from './user.ts'

/** What a server asks about who sends its requests. */
export interface RequestAuthorizer {
  /** Before anything else. */
  authorize(request: ServerRequest, view: AdmissionView): Refusal | undefined
  /** After mutating admission, before the object is validated. */
  escalate(request: ServerRequest, view: AdmissionView): Refusal | undefined
  /** Whether the sender may do something else besides. */
  decide(attributes: ResourceAttributes, view: AdmissionView): Decision
}

/** Authorizes the requests of one user by what roles and bindings say at the time. */
export function requestAuthorizer(user: User, version: KubernetesVersion): RequestAuthorizer {
  const policies = new WeakMap<AdmissionView, ViewPolicy>()
  const policyAt = (view: AdmissionView, namespace: string | null): RbacPolicy => {
    let known = policies.get(view)
    if (known === undefined) {
      known = new ViewPolicy(view, version)
      policies.set(view, known)
    }
    return known.current(namespace)
  }
  return {
    authorize(request, view) {
      const attributes = attributesOf(request)
      const { allowed, reason } = authorize(policyAt(view, request.namespace), user, attributes)
      policies.get(view)?.expect(request)
      return allowed ? undefined : unauthorized(user, attributes, reason)
    },
    escalate: (request, view) => refuseEscalation(request, user, policyAt(view, request.namespace)),
    decide: (attributes, view) => authorize(policyAt(view, attributes.namespace === '' ? null : attributes.namespace), user, attributes),
  }
}

/** All roles and bindings that are there now. */
export function policyNow(view: AdmissionView, version: KubernetesVersion): RbacPolicy {
  const policy = new RbacPolicy(bootstrapObjects(version.minor))
  for (const kind of rbacKinds)
    for (const object of view.list(rbacGroup, kind)) {
      const { name = '', namespace = null } = object.metadata ?? {}
      policy.put({ kind, namespace: kind.startsWith('Cluster') ? null : namespace, name, object })
    }
  return policy
}

/** How `kubectl apply` sends an object. Mirrors apiserver pkg/endpoints/request/requestinfo.go NewRequestInfo, v1.36. */
function attributesOf({ operation, type, namespace, name }: ServerRequest) {
  const { group, plural } = type
  const target = operation === 'create' ? '' : (name ?? '')
  const scope = group === '' && type.kind === 'Namespace' ? target : (namespace ?? '')
  return { verb: operation === 'create' ? 'create' : 'patch', group, resource: plural, subresource: '', name: target, namespace: scope }
}

/** The roles and bindings that a view holds, read namespace by namespace, and again where a request may have changed one. */
class ViewPolicy {
  readonly #view: AdmissionView
  readonly #policy: RbacPolicy
  readonly #namespaces = new Set<string>()
  #expected: ServerRequest | undefined

  constructor(view: AdmissionView, version: KubernetesVersion) {
    this.#view = view
    this.#policy = new RbacPolicy(bootstrapObjects(version.minor))
    for (const kind of ['ClusterRole', 'ClusterRoleBinding'] as const) this.#read(kind, null)
  }

  current(namespace: string | null): RbacPolicy {
    this.#readExpected()
    if (namespace !== null && !this.#namespaces.has(namespace)) {
      this.#namespaces.add(namespace)
      for (const kind of ['Role', 'RoleBinding'] as const) this.#read(kind, namespace)
    }
    return this.#policy
  }

  /** After this request its object may be another. */
  expect(request: ServerRequest): void {
    this.#expected = request.type.group === rbacGroup ? request : undefined
  }

  #read(kind: RbacKind, namespace: string | null): void {
    for (const object of this.#view.list(rbacGroup, kind, namespace ?? undefined)) this.#put(kind, namespace, object)
  }

  #readExpected(): void {
    const { type, namespace, name = null } = this.#expected ?? {}
    const kind = rbacKinds.find(candidate => candidate === type?.kind)
    if (kind === undefined || name === null) return
    const object = this.#view.find(rbacGroup, kind, namespace ?? null, name)
    if (object !== undefined) this.#put(kind, namespace ?? null, object)
  }

  #put(kind: RbacKind, namespace: string | null, object: KubernetesObject): void {
    this.#policy.put({ kind, namespace, name: object.metadata?.name ?? '', object })
  }
}
