import type { KubernetesVersion } from '../../../k8s/version.ts'
import type { ServerWarning } from '../../answer.ts'
import type { Field } from '../../validation/field.ts'
import { deprecatedNodeLabel } from '../deprecated-node-labels.ts'
import { fieldWarning } from '../warning.ts'
import { nodeSelectorTermWarnings } from './node-selector-term.ts'

const required = 'requiredDuringSchedulingIgnoredDuringExecution'
const preferred = 'preferredDuringSchedulingIgnoredDuringExecution'
const matchesNothing = 'a null labelSelector results in matching no pod'

/** Labels of nodes that a pod should no longer ask for, and constraints without a selector. Mirrors pkg/api/pod/warnings.go warningsForPodSpecAndMeta, v1.36. */
export function* nodeChoiceWarnings(spec: Field, version: KubernetesVersion): Generator<ServerWarning> {
  for (const label of spec.child('nodeSelector').entries) {
    const words = deprecatedNodeLabel(label.key, version)
    if (words !== undefined) yield fieldWarning(label, words)
  }
  const affinity = spec.at('affinity.nodeAffinity')
  for (const term of affinity.child(required).child('nodeSelectorTerms').items) yield* nodeSelectorTermWarnings(term, false, version)
  for (const weighted of affinity.child(preferred).items)
    yield* nodeSelectorTermWarnings(weighted.child('preference'), version.minor >= 33, version)
  for (const constraint of spec.child('topologySpreadConstraints').items) {
    const key = constraint.child('topologyKey')
    const words = deprecatedNodeLabel(key.text, version)
    if (words !== undefined) yield fieldWarning(key, `${key.text} is ${words}`)
    if (constraint.child('labelSelector').absent) yield fieldWarning(constraint.child('labelSelector'), matchesNothing)
  }
}

/** Affinity to no pod at all. Mirrors warningsForPodAffinityTerms and warningsForWeightedPodAffinityTerms, v1.36. */
export function* podAffinityWarnings(spec: Field): Generator<ServerWarning> {
  for (const kind of ['podAffinity', 'podAntiAffinity']) {
    const affinity = spec.child('affinity').child(kind)
    const terms = [...affinity.child(required).items, ...affinity.child(preferred).items.map(weighted => weighted.child('podAffinityTerm'))]
    for (const term of terms) if (term.child('labelSelector').absent) yield fieldWarning(term.child('labelSelector'), matchesNothing)
  }
}
