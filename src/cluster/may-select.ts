import { matchesLabelSelector } from '../k8s/label-selector.ts'
import type { LabelSelector } from '../k8s/types.ts'
import { mayHaveLabel } from './pod-labels.ts'
import type { PodTemplate } from './pod-template.ts'

/** Whether a selector may select pods of a template: by labels that are written, or that a controller adds. */
export function maySelect(template: PodTemplate, { matchLabels = {}, matchExpressions = [] }: LabelSelector): boolean {
  return (
    Object.keys(matchLabels).every(key => mayHaveLabel(template, key, String(matchLabels[key]))) &&
    matchExpressions.every(
      requirement =>
        matchesLabelSelector({ matchExpressions: [requirement] }, template.metadata.labels) ||
        (requirement.operator === 'In' && (requirement.values ?? []).some(value => mayHaveLabel(template, requirement.key ?? '', value)))
    )
  )
}
