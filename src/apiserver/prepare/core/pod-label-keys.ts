import { isFeatureOn } from '../../../k8s/feature-gates.ts'
import type { KubernetesVersion } from '../../../k8s/version.ts'
import { change, changeItems, isStruct, type Struct } from '../../defaults/fill.ts'

const required = 'requiredDuringSchedulingIgnoredDuringExecution'
const preferred = 'preferredDuringSchedulingIgnoredDuringExecution'

/** Writes what `matchLabelKeys` and `mismatchLabelKeys` mean for a pod into its selectors. Mirrors pkg/registry/core/pod/strategy.go mutatePodAffinity and mutateTopologySpreadConstraints, v1.36. */
export function withMergedLabelKeys(spec: Struct, labels: Struct, version: KubernetesVersion): Struct {
  const merge = (term: Struct): Struct => withMergedTerm(term, labels)
  let merged = spec
  if (isFeatureOn('MatchLabelKeysInPodAffinity', version))
    for (const kind of ['podAffinity', 'podAntiAffinity'])
      merged = change(merged, 'affinity', affinity =>
        change(affinity, kind, terms =>
          changeItems(changeItems(terms, required, merge), preferred, weighted => change(weighted, 'podAffinityTerm', merge))
        )
      )
  return isFeatureOn('MatchLabelKeysInPodTopologySpreadSelectorMerge', version)
    ? changeItems(merged, 'topologySpreadConstraints', merge)
    : merged
}

function withMergedTerm(term: Struct, labels: Struct): Struct {
  const added = [...requirements(term['matchLabelKeys'], 'In', labels), ...requirements(term['mismatchLabelKeys'], 'NotIn', labels)]
  if (added.length === 0) return term
  return change(term, 'labelSelector', selector => {
    const written = selector['matchExpressions']
    return { ...selector, matchExpressions: [...(Array.isArray(written) ? written : []), ...added] }
  })
}

function requirements(keys: unknown, operator: string, labels: Struct): readonly Struct[] {
  if (!Array.isArray(keys)) return []
  return keys
    .filter(key => typeof key === 'string' && isStruct(labels) && Object.hasOwn(labels, key))
    .map(key => ({ key, operator, values: [labels[key as string]] }))
}
