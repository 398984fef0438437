import type { FieldError } from '../../../k8s/field-error.ts'
import { labelValueErrors, qualifiedNameErrors } from '../../../k8s/names/qualified-name.ts'
import { isMadeUpLabel } from '../../made-up-values.ts'
import type { Field } from '../field.ts'
import { fieldError } from '../field-errors.ts'
import type { Rule, ValidationContext } from '../row.ts'
import { textOf } from '../value-check.ts'

/**
 * Keys and values of labels; the server prints the path of the whole map, and of a wrong value the value alone.
 * Mirrors apimachinery pkg/apis/meta/v1/validation/validation.go ValidateLabels, v1.36.
 */
export function labelsErrors(labels: Field, { version }: ValidationContext): readonly FieldError[] {
  const errors: FieldError[] = []
  for (const key of labels.keys) {
    const value = textOf((labels.value as Readonly<Record<string, unknown>>)[key])
    const wrong = (detail: string, shown: string): FieldError =>
      fieldError('FieldValueInvalid', labels.entry(key).printedBelow(labels, ''), detail, shown)
    for (const detail of qualifiedNameErrors(key, version)) errors.push(wrong(detail, key))
    if (!isMadeUpLabel(key, value)) for (const detail of labelValueErrors(value, version)) errors.push(wrong(detail, value))
  }
  return errors
}

/** Labels, and nothing else. */
export const labelsRules: readonly Rule[] = [{ errors: labelsErrors, isSound: areLabels }]

/** Labels at a place. */
export function labels(at: string): Rule {
  return { at, rules: labelsRules }
}

/** Whether a map holds nothing but right keys and values. */
export function areLabels(map: unknown, { version }: ValidationContext): boolean {
  if (typeof map !== 'object' || map === null || Array.isArray(map)) return true
  const members = map as Readonly<Record<string, unknown>>
  for (const key in members)
    if (qualifiedNameErrors(key, version).length > 0 || labelValueErrors(textOf(members[key]), version).length > 0) return false
  return true
}
