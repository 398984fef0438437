import { isEmptyLabelSelector, labelOf, matchesLabelSelector } from '../../../k8s/label-selector.ts'
import type { KubernetesObject, LabelSelector } from '../../../k8s/types.ts'
import type { KubernetesVersion } from '../../../k8s/version.ts'
import type { StoredView } from '../admission-view.ts'
import { type Attributes, isNamespace } from './attributes.ts'
import { type MatchedType, matchResourceRules } from './match-rules.ts'
import type { MatchResources } from './policy-objects.ts'

/** Whether a request is one that a policy, a binding or a webhook is about; `unknown` where its namespace decides, of which nothing is known. */
export type Match = { readonly type: MatchedType } | 'unknown' | undefined

/** A label that every namespace has. */
const ownName = 'kubernetes.io/metadata.name'

/** Mirrors apiserver pkg/admission/plugin/policy/matching/matching.go Matches, v1.36. */
export function matchResources(match: MatchResources, attributes: Attributes, view: StoredView, version: KubernetesVersion): Match {
  const inNamespace = namespaceMatches(match.namespaceSelector, attributes, view)
  if (inNamespace === false || !objectMatches(match.objectSelector, attributes)) return undefined
  const { resourceRules = [], excludeResourceRules = [], matchPolicy } = match
  if (matchResourceRules(excludeResourceRules, matchPolicy, attributes, view, version) !== undefined) return undefined
  const type = resourceRules.length === 0 ? attributes.type : matchResourceRules(resourceRules, matchPolicy, attributes, view, version)
  if (type === undefined) return undefined
  return inNamespace === undefined ? 'unknown' : { type }
}

/** Mirrors apiserver pkg/admission/plugin/webhook/predicates/namespace/matcher.go MatchNamespaceSelector, v1.36; undefined for a namespace of which nothing is known. */
function namespaceMatches(
  selector: LabelSelector | undefined,
  { type, namespace, object }: Attributes,
  view: StoredView
): boolean | undefined {
  if ((namespace === '' && !isNamespace(type)) || isAbsent(selector)) return true
  const { labels } = (isNamespace(type) ? object : view.find('', 'Namespace', null, namespace))?.metadata ?? {}
  const isKnown = labelOf(labels, ownName) !== undefined
  return isKnown ? matchesLabelSelector(selector, labels) : undefined
}

/** Mirrors apiserver pkg/admission/plugin/webhook/predicates/object/matcher.go MatchObjectSelector, v1.36. */
function objectMatches(selector: LabelSelector | undefined, { object, old }: Attributes): boolean {
  if (isAbsent(selector)) return true
  const matches = (one: KubernetesObject | undefined): boolean => one !== undefined && matchesLabelSelector(selector, one.metadata?.labels)
  return matches(object) || matches(old)
}

function isAbsent(selector: LabelSelector | undefined): boolean {
  return selector === undefined || isEmptyLabelSelector(selector)
}
