import type { LabelSelector, LabelSelectorRequirement } from './types.ts'

/** The labels of one object. */
export type Labels = Readonly<Record<string, string>>

const none: Labels = {}

/** The value of a label, undefined where the key is absent. */
export function labelOf(labels: Labels | undefined, key: string): string | undefined {
  return labels !== undefined && Object.hasOwn(labels, key) ? labels[key] : undefined
}

/** Whether a selector selects these labels: an absent selector nothing, an empty one everything. Mirrors apimachinery LabelSelectorAsSelector, v1.36. */
export function matchesLabelSelector(selector: LabelSelector | undefined, labels: Labels | undefined): boolean {
  if (selector === undefined || selector === null) return false
  const own = labels ?? none
  for (const [key, value] of Object.entries(selector.matchLabels ?? none)) if (labelOf(own, key) !== value) return false
  for (const requirement of selector.matchExpressions ?? []) if (!matchesRequirement(requirement, own)) return false
  return true
}

/** Whether a selector is there and has no requirement: `{}`. */
export function isEmptyLabelSelector(selector: LabelSelector | undefined): boolean {
  if (selector === undefined || selector === null) return false
  return Object.keys(selector.matchLabels ?? none).length === 0 && (selector.matchExpressions ?? []).length === 0
}

/** Whether labels have every pair of a plain map of labels; an empty map selects everything. */
export function matchesLabels(wanted: Labels, labels: Labels | undefined): boolean {
  for (const key of Object.keys(wanted)) if (labelOf(labels, key) !== wanted[key]) return false
  return true
}

function matchesRequirement({ key = '', operator, values = [] }: LabelSelectorRequirement, labels: Labels): boolean {
  const value = labelOf(labels, key)
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value)
    case 'NotIn':
      return value === undefined || !values.includes(value)
    case 'Exists':
      return value !== undefined
    case 'DoesNotExist':
      return value === undefined
    default:
      return false
  }
}
