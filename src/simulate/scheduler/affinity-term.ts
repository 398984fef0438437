import type { FieldPath } from '../../k8s/field-path.ts'
import { type Labels, labelOf, matchesLabelSelector } from '../../k8s/label-selector.ts'
import type { LabelSelector, LabelSelectorRequirement, PodAffinity, PodAffinityTerm, PodSpec } from '../../k8s/types.ts'

/** A term of pod affinity or anti-affinity, with what it leaves unsaid filled in. */
export interface AffinityTerm {
  readonly topologyKey: string
  readonly selector: LabelSelector | undefined
  readonly namespaces: ReadonlySet<string>
  readonly namespaceSelector: LabelSelector | undefined
  /** 0 for required terms. */
  readonly weight: number
  /** Where in the pod's spec it is written. */
  readonly path: FieldPath
  /** Equal for terms that mean the same. */
  readonly key: string
}

/** All terms of one pod. */
export interface AffinityTerms {
  readonly requiredAffinity: readonly AffinityTerm[]
  readonly requiredAntiAffinity: readonly AffinityTerm[]
  /** Anti-affinity has negative weights. */
  readonly preferred: readonly AffinityTerm[]
}

/** Labels of a namespace; undefined where nothing is known of it. */
export type NamespaceLabels = (namespace: string) => Labels | undefined

const noTerms: AffinityTerms = { requiredAffinity: [], requiredAntiAffinity: [], preferred: [] }

/** The terms of a pod. Mirrors kube-scheduler/framework GetPodAffinityTerms and pkg/registry/core/pod applyMatchLabelKeysAndMismatchLabelKeys, v1.36. */
export function affinityTermsOf(spec: PodSpec, namespace: string, labels: Labels): AffinityTerms {
  const { podAffinity, podAntiAffinity } = spec.affinity ?? {}
  if (podAffinity === undefined && podAntiAffinity === undefined) return noTerms
  const termsOf = (affinity: PodAffinity | undefined, field: string, sign: 1 | -1) => ({
    required: (affinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []).map((term, i) =>
      resolve(term, 0, ['affinity', field, 'requiredDuringSchedulingIgnoredDuringExecution', i], namespace, labels)
    ),
    preferred: (affinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []).map(({ weight = 0, podAffinityTerm = {} }, i) =>
      resolve(
        podAffinityTerm,
        sign * weight,
        ['affinity', field, 'preferredDuringSchedulingIgnoredDuringExecution', i, 'podAffinityTerm'],
        namespace,
        labels
      )
    ),
  })
  const affinity = termsOf(podAffinity, 'podAffinity', 1)
  const antiAffinity = termsOf(podAntiAffinity, 'podAntiAffinity', -1)
  return {
    requiredAffinity: affinity.required,
    requiredAntiAffinity: antiAffinity.required,
    preferred: [...affinity.preferred, ...antiAffinity.preferred].filter(term => term.weight !== 0),
  }
}

/** Whether a term is about pods of that namespace with those labels. Mirrors kube-scheduler/framework AffinityTerm.Matches, v1.36. */
export function termMatches(term: AffinityTerm, namespace: string, labels: Labels, namespaceLabels: NamespaceLabels): boolean {
  const inNamespace =
    term.namespaces.has(namespace) ||
    (term.namespaceSelector !== undefined && matchesLabelSelector(term.namespaceSelector, namespaceLabels(namespace) ?? {}))
  return inNamespace && matchesLabelSelector(term.selector, labels)
}

/** A selector with the pod's own values of some keys added, as the server stores it. */
export function withMatchLabelKeys(
  selector: LabelSelector | undefined,
  labels: Labels,
  matchLabelKeys: readonly string[] = [],
  mismatchLabelKeys: readonly string[] = []
): LabelSelector | undefined {
  if (selector === undefined || (matchLabelKeys.length === 0 && mismatchLabelKeys.length === 0)) return selector
  const added: LabelSelectorRequirement[] = []
  for (const [keys, operator] of [
    [matchLabelKeys, 'In'],
    [mismatchLabelKeys, 'NotIn'],
  ] as const)
    for (const key of keys) {
      const value = labelOf(labels, key)
      if (value !== undefined) added.push({ key, operator, values: [value] })
    }
  return added.length === 0 ? selector : { ...selector, matchExpressions: [...(selector.matchExpressions ?? []), ...added] }
}

function resolve(term: PodAffinityTerm, weight: number, path: FieldPath, namespace: string, labels: Labels): AffinityTerm {
  const own = (term.namespaces ?? []).length === 0 && term.namespaceSelector === undefined
  const namespaces = own ? [namespace] : [...(term.namespaces ?? [])].sort()
  const selector = withMatchLabelKeys(term.labelSelector, labels, term.matchLabelKeys, term.mismatchLabelKeys)
  const { topologyKey = '', namespaceSelector } = term
  return {
    topologyKey,
    selector,
    namespaces: new Set(namespaces),
    namespaceSelector,
    weight,
    path,
    key: JSON.stringify([topologyKey, selector, namespaces, namespaceSelector, weight]),
  }
}
