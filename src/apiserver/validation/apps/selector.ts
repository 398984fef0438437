import type { FieldError } from '../../../k8s/field-error.ts'
import { goQuote } from '../../../k8s/go-quote.ts'
import { isEmptyLabelSelector, matchesLabelSelector } from '../../../k8s/label-selector.ts'
import type { LabelSelector } from '../../../k8s/types.ts'
import { invalid } from '../error-of.ts'
import type { Field } from '../field.ts'
import { GoValue } from '../field-errors.ts'
import { labelSelectorRules } from '../meta/label-selector.ts'
import type { ValidationContext } from '../row.ts'
import { errorsOf, isSound } from '../validate.ts'
import { isEmptyValue, memberOf } from '../value-check.ts'

/** A selector as an error shows it: without its empty parts, which Go's syntax has. */
export function shownSelector({ value }: Field): unknown {
  if (typeof value !== 'object' || value === null) return null
  const { matchLabels, matchExpressions } = value as LabelSelector
  return new GoValue(filledParts({ matchLabels, matchExpressions }), selectorSyntax({ matchLabels, matchExpressions }))
}

type SelectorParts = { [part in keyof LabelSelector]: LabelSelector[part] | undefined }

/** Mirrors how `%#v` prints a metav1.LabelSelector. */
function selectorSyntax({ matchLabels, matchExpressions }: SelectorParts): string {
  const labels = Object.entries(matchLabels ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))
  const shownLabels = matchLabels
    ? `{${labels.map(([key, value]) => `${goQuote(key)}:${goQuote(String(value ?? ''))}`).join(', ')}}`
    : '(nil)'
  const shownExpressions = matchExpressions ? `{${matchExpressions.map(requirementSyntax).join(', ')}}` : '(nil)'
  return `v1.LabelSelector{MatchLabels:map[string]string${shownLabels}, MatchExpressions:[]v1.LabelSelectorRequirement${shownExpressions}}`
}

function requirementSyntax(requirement: unknown): string {
  const { key, operator, values } = (requirement ?? {}) as { key?: unknown; operator?: unknown; values?: readonly unknown[] | null }
  const text = (value: unknown): string => goQuote(String(value ?? ''))
  const shown = values ? `{${values.map(text).join(', ')}}` : '(nil)'
  return `v1.LabelSelectorRequirement{Key:${text(key)}, Operator:${text(operator)}, Values:[]string${shown}}`
}

function filledParts({ matchLabels, matchExpressions }: SelectorParts): unknown {
  return {
    ...(Object.keys(matchLabels ?? {}).length > 0 ? { matchLabels: shownMap(matchLabels) } : {}),
    ...((matchExpressions ?? []).length > 0 ? { matchExpressions: matchExpressions!.map(shownRequirement) } : {}),
  }
}

/** A map as an error shows it: by its keys in order. */
export function shownMap(map: unknown): unknown {
  if (typeof map !== 'object' || map === null) return null
  return Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Whether a selector says anything: an absent one does not, `{}` does. */
export function isEmptySelector(selector: Field): boolean {
  return isEmptyLabelSelector(selector.value as LabelSelector | undefined)
}

/** Whether the server can use a selector: an absent one selects nothing. Mirrors apimachinery pkg/apis/meta/v1/helpers.go LabelSelectorAsSelector, v1.36. */
export function isUsableSelector(selector: Field, context: ValidationContext): boolean {
  return (
    selector.absent || isSound(selector.value, labelSelectorRules, context) || errorsOf(selector, labelSelectorRules, context).length === 0
  )
}

/** The selector must select the pods of the template; an absent one selects none. */
export function templateLabelsErrors(spec: Field): readonly FieldError[] {
  const selector = spec.child('selector')
  const labels = spec.at('template.metadata.labels')
  if (isEmptySelector(selector)) return []
  const selected = matchesLabelSelector(
    selector.value as LabelSelector | undefined,
    labels.value as Readonly<Record<string, string>> | undefined
  )
  return selected ? [] : [invalid(labels, '`selector` does not match template `labels`', shownMap(labels.value))]
}

/** Whether the labels that an object selects by are plainly those of its pods. */
export function selectsItsPods(object: unknown): boolean {
  const spec = memberOf(object, 'spec')
  const selector = memberOf(spec, 'selector')
  const wanted = memberOf(selector, 'matchLabels')
  if (typeof wanted !== 'object' || wanted === null || !isEmptyValue(memberOf(selector, 'matchExpressions'))) return false
  const labels = memberOf(memberOf(memberOf(spec, 'template'), 'metadata'), 'labels')
  const members = wanted as Readonly<Record<string, unknown>>
  for (const key in members) {
    const label = memberOf(labels, key)
    if (typeof label !== 'string' || label !== members[key]) return false
  }
  return true
}

function shownRequirement(requirement: unknown): unknown {
  const { key = '', operator = '', values } = (requirement ?? {}) as { key?: string; operator?: string; values?: readonly string[] }
  return { key, operator, ...(values !== undefined && values !== null && values.length > 0 ? { values } : {}) }
}
