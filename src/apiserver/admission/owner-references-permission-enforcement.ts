import { apiGroup } from '../../k8s/api-group.ts'
import type { KubernetesObject } from '../../k8s/types.ts'
import type { ResourceType } from '../../schema/resource-type.ts'
import { findResourceType } from '../../schema/resource-types.ts'
import type { Refusal } from '../answer.ts'
import type { Decision } from '../authorization/authorize.ts'
import type { ResourceAttributes } from '../authorization/rule-allows.ts'
import type { ServerRequest } from '../request.ts'
import { forbidden } from '../status.ts'
import { equalValues } from '../updates/equal-values.ts'
import { definedTypes } from './admission-policy/defined-types.ts'
import type { OwningReference } from './objects.ts'
import type { AdmissionContext, AdmissionPlugin } from './plugin.ts'

const finalizeAnything: ResourceAttributes = {
  verb: 'update',
  namespace: '',
  group: '*',
  resource: '*',
  subresource: 'finalizers',
  name: '*',
}

/**
 * Who lets an object block its owner's deletion must be allowed to keep that owner. A server runs it where it is enabled.
 * Mirrors plugin/pkg/admission/gc/gc_admission.go, v1.36.
 */
export const ownerReferencesPermissionEnforcement: AdmissionPlugin = {
  name: 'OwnerReferencesPermissionEnforcement',
  validate(request, context) {
    const { authorizer, view } = context
    if (authorizer === undefined || request.fromController === true) return undefined
    const now = ownersOf(request.object)
    const before = ownersOf(request.old)
    if (equalValues(now, before)) return undefined
    const decide = (attributes: ResourceAttributes): Decision => authorizer.decide(attributes, view)
    if (request.operation === 'update') {
      const { allowed, reason } = decide(deletionOf(request))
      if (!allowed) return forbidden(request, `cannot set an ownerRef on a resource you can't delete: ${reason}, <nil>`, path)
    }
    const blocking = now.flatMap((owner, index) =>
      owner.blockOwnerDeletion === true && !wasBlocking(owner, before) ? [{ owner, index }] : []
    )
    if (blocking.length === 0 || decide(finalizeAnything).allowed) return undefined
    for (const { owner, index } of blocking) {
      const refusal = refuseBlocking(owner, index, request, context, decide)
      if (refusal !== undefined) return refusal
    }
    return undefined
  },
}

const path = ['metadata', 'ownerReferences']

function refuseBlocking(
  { apiVersion = '', kind = '', name = '' }: OwningReference,
  index: number,
  request: ServerRequest,
  { view, version }: AdmissionContext,
  decide: (attributes: ResourceAttributes) => Decision
): Refusal | undefined {
  const isIt = (type: ResourceType): boolean => type.kind === kind && type.apiVersion === apiVersion
  const type = findResourceType(apiVersion, kind, version) ?? definedTypes(view, apiGroup(apiVersion)).find(isIt)
  if (type === undefined) {
    if (view.world === 'open') return undefined
    const why = `no matches for kind ${JSON.stringify(kind)} in version ${JSON.stringify(apiVersion)}`
    const words = `cannot set blockOwnerDeletion in this case because cannot find RESTMapping for APIVersion ${apiVersion} Kind ${kind}: ${why}`
    return forbidden(request, words, [...path, index, 'kind'])
  }
  const namespace = type.namespaced ? (request.namespace ?? '') : ''
  const { group, plural: resource } = type
  const { allowed, reason } = decide({ verb: 'update', namespace, group, resource, subresource: 'finalizers', name })
  if (allowed) return undefined
  const words = `cannot set blockOwnerDeletion if an ownerReference refers to a resource you can't set finalizers on: ${reason}, <nil>`
  return forbidden(request, words, [...path, index, 'blockOwnerDeletion'])
}

function deletionOf({ type, namespace, name }: ServerRequest): ResourceAttributes {
  return { verb: 'delete', namespace: namespace ?? '', group: type.group, resource: type.plural, subresource: '', name: name ?? '' }
}

function wasBlocking({ uid }: OwningReference, before: readonly OwningReference[]): boolean {
  return before.findLast(owner => owner.uid === uid)?.blockOwnerDeletion === true
}

function ownersOf(object: KubernetesObject | undefined): readonly OwningReference[] {
  return object?.metadata?.ownerReferences ?? []
}
