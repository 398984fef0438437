import { apiGroup } from '../../../k8s/api-group.ts'
import { matchesLabelSelector } from '../../../k8s/label-selector.ts'
import type { KubernetesObject } from '../../../k8s/types.ts'
import type { KubernetesVersion } from '../../../k8s/version.ts'
import type { ResourceType } from '../../../schema/resource-type.ts'
import { findResourceType } from '../../../schema/resource-types.ts'
import type { AdmissionView } from '../admission-view.ts'
import { definedTypes } from './defined-types.ts'
import type { ParamKind, ParamRef } from './policy-objects.ts'

/** A parameter, or none where a binding uses none. */
export interface Param {
  readonly type: ResourceType
  readonly object: KubernetesObject
}

/** The parameters that a binding gives to its policy, one after the other; what is wrong with it; or what cannot be known. */
export type Params = { readonly params: readonly (Param | undefined)[] } | { readonly error: string } | 'unknown'

/** The kind of a policy's parameters. */
export function paramType({ apiVersion = '', kind = '' }: ParamKind, view: AdmissionView, version: KubernetesVersion) {
  const group = apiGroup(apiVersion)
  const isIt = (type: ResourceType): boolean => type.kind === kind && type.apiVersion === apiVersion
  return findResourceType(apiVersion, kind, version) ?? definedTypes(view, group).find(isIt)
}

/** What is said of a kind that nobody serves. */
export function unknownParamKind({ apiVersion = '', kind = '' }: ParamKind): string {
  return `failed to find resource referenced by paramKind: '${apiVersion.includes('/') ? apiVersion : `/${apiVersion}`}, Kind=${kind}'`
}

/** Mirrors apiserver pkg/admission/plugin/policy/generic/policy_dispatcher.go CollectParams, v1.36. */
export function collectParams(
  type: ResourceType | undefined,
  ref: ParamRef | undefined,
  requestNamespace: string,
  view: AdmissionView
): Params {
  if (type === undefined || ref === undefined) return { params: [undefined] }
  const { name = '', namespace: own = '', selector, parameterNotFoundAction } = ref
  const namespace = type.namespaced ? own || requestNamespace : null
  if (namespace === '') return { error: 'cannot use namespaced paramRef in policy binding that matches cluster-scoped resources' }
  if (!type.namespaced && own !== '') return { error: 'paramRef.namespace must not be provided for a cluster-scoped `paramKind`' }
  if (name !== '' && selector !== undefined) return { error: 'paramRef.name and paramRef.selector are mutually exclusive' }
  if (name === '' && selector === undefined) return { error: 'one of name or selector must be provided' }
  const named = name === '' ? undefined : view.find(type.group, type.kind, namespace, name)
  const selected = (): readonly KubernetesObject[] =>
    view.list(type.group, type.kind, namespace ?? undefined).filter(({ metadata }) => matchesLabelSelector(selector, metadata?.labels))
  const objects = name === '' ? selected() : named === undefined ? [] : [named]
  if (objects.length === 0) {
    if (view.world === 'open') return 'unknown'
    if (parameterNotFoundAction === 'Deny') return { error: 'no params found for policy binding with `Deny` parameterNotFoundAction' }
  }
  return { params: objects.map(object => ({ type, object })) }
}
