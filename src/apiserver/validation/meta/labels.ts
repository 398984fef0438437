import type { FieldError } from '../../../k8s/field-error.ts'
import { labelValueErrors, qualifiedNameErrors } from '../../../k8s/names/qualified-name.ts'
import type { Field } from '../field.ts'
import { fieldError } from '../field-errors.ts'
import type { Rule, ValidationContext } from '../row.ts'

/**
 * Keys and values of labels; the server prints the path of the whole map, and of a wrong value the value alone.
 * Mirrors apimachinery pkg/apis/meta/v1/validation/validation.go ValidateLabels, v1.36.
 */
export function labelsErrors(labels: Field, { version }: ValidationContext): readonly FieldError[] {
  const errors: FieldError[] = []
  for (const key of labels.keys) {
    const label = labels.entry(key)
    const wrong = (detail: string, value: string): void => {
      errors.push(fieldError('FieldValueInvalid', label.printedAs(labels.name), detail, value))
    }
    for (const detail of qualifiedNameErrors(key, version)) wrong(detail, key)
    for (const detail of labelValueErrors(label.text, version)) wrong(detail, label.text)
  }
  return errors
}

/** Labels at a place. */
export function labels(at: string): Rule {
  return { at, rules: [{ errors: labelsErrors }] }
}
