import type { LabelSelector } from './types.ts'

/** A selector as `kubectl` writes it: `app=web,tier in (a,b)`. Mirrors apimachinery pkg/labels Selector String, v1.36. */
export function labelSelectorText(selector: LabelSelector): string {
  const requirements: { readonly key: string; readonly text: string }[] = []
  for (const [key, value] of Object.entries(selector.matchLabels ?? {})) requirements.push({ key, text: `${key}=${value}` })
  for (const { key = '', operator, values = [] } of selector.matchExpressions ?? [])
    requirements.push({ key, text: requirementText(key, operator, values) })
  return requirements
    .sort((a, b) => compare(a.key, b.key))
    .map(({ text }) => text)
    .join(',')
}

/** A selector as Go's `%v` prints it. Mirrors apimachinery pkg/apis/meta/v1 LabelSelector String, v1.36. */
export function goLabelSelector({ matchLabels = {}, matchExpressions = [] }: LabelSelector): string {
  const labels = Object.entries(matchLabels)
    .sort(([a], [b]) => compare(a, b))
    .map(([key, value]) => `${key}: ${value},`)
  const expressions = matchExpressions.map(
    ({ key = '', operator = '', values = [] }) => `LabelSelectorRequirement{Key:${key},Operator:${operator},Values:[${values.join(' ')}],},`
  )
  return `&LabelSelector{MatchLabels:map[string]string{${labels.join('')}},MatchExpressions:[]LabelSelectorRequirement{${expressions.join('')}},}`
}

function requirementText(key: string, operator: string | undefined, values: readonly string[]): string {
  switch (operator) {
    case 'Exists':
      return key
    case 'DoesNotExist':
      return `!${key}`
    case 'NotIn':
      return `${key} notin (${[...values].sort(compare).join(',')})`
    default:
      return `${key} in (${[...values].sort(compare).join(',')})`
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
