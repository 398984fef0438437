import { isFeatureOn } from '../../../k8s/feature-gates.ts'
import type { FieldError } from '../../../k8s/field-error.ts'
import { qualifiedNameErrors } from '../../../k8s/names/qualified-name.ts'
import type { Field } from '../field.ts'
import { fieldError } from '../field-errors.ts'
import type { ValidationContext } from '../row.ts'

const withoutSelector = 'must not be specified when labelSelector is not set'
const inBoth = 'exists in both matchLabelKeys and labelSelector'

/** Keys whose values the pod's own labels give. Mirrors pkg/apis/core/validation/validation.go validateMatchLabelKeysAndMismatchLabelKeys, v1.36. */
export function* matchLabelKeysErrors(term: Field, { version }: ValidationContext): Generator<FieldError> {
  const selector = term.child('labelSelector')
  const keys = term.child('matchLabelKeys').items
  for (const list of [term.child('matchLabelKeys'), term.child('mismatchLabelKeys')]) {
    if (list.items.length === 0) continue
    if (selector.absent) yield fieldError('FieldValueForbidden', list, withoutSelector)
    else for (const key of list.items) yield* keyErrors(key, version)
  }
  if (!selector.absent) yield* repeatedKeys(selector, keys, term)
  const mismatch = new Set(term.child('mismatchLabelKeys').items.map(({ text }) => text))
  for (const key of keys)
    if (mismatch.has(key.text)) yield fieldError('FieldValueInvalid', key, 'exists in both matchLabelKeys and mismatchLabelKeys')
}

/** The same of a spread constraint. Mirrors validateMatchLabelKeysInTopologySpread, v1.36. */
export function* spreadMatchLabelKeysErrors(constraint: Field, { version }: ValidationContext): Generator<FieldError> {
  const list = constraint.child('matchLabelKeys')
  if (list.items.length === 0) return
  const selector = constraint.child('labelSelector')
  if (isFeatureOn('MatchLabelKeysInPodTopologySpreadSelectorMerge', version)) {
    if (selector.absent) yield fieldError('FieldValueForbidden', list, withoutSelector)
    else {
      for (const key of list.items) yield* keyErrors(key, version)
      yield* repeatedKeys(selector, list.items, constraint)
    }
    return
  }
  if (selector.absent) yield fieldError('FieldValueForbidden', list, withoutSelector)
  const taken = new Set([...selector.child('matchLabels').keys, ...expressionKeys(selector)])
  for (const key of list.items) {
    yield* keyErrors(key, version)
    if (taken.has(key.text)) yield fieldError('FieldValueInvalid', key, inBoth)
  }
}

/** By now the selector holds the requirements made of the keys: a key that comes twice was also written. */
function* repeatedKeys(selector: Field, keys: readonly Field[], printed: Field): Generator<FieldError> {
  const byText = new Map(keys.map(key => [key.text, key]))
  const seen = new Set(selector.child('matchLabels').keys)
  for (const text of expressionKeys(selector)) {
    const key = byText.get(text)
    if (key !== undefined && seen.has(text))
      yield fieldError('FieldValueInvalid', key.printedAs(`${printed.name}[${key.key}]`), inBoth, text)
    seen.add(text)
  }
}

function expressionKeys(selector: Field): readonly string[] {
  return selector.child('matchExpressions').items.map(expression => expression.child('key').text)
}

function keyErrors(key: Field, version: ValidationContext['version']): readonly FieldError[] {
  return qualifiedNameErrors(key.text, version).map(detail => fieldError('FieldValueInvalid', key, detail, key.text))
}
