import type { FieldError } from '../../../k8s/field-error.ts'
import { byteLength } from '../../../k8s/names/byte-length.ts'
import { qualifiedNameErrors } from '../../../k8s/names/qualified-name.ts'
import type { Field } from '../field.ts'
import { fieldError } from '../field-errors.ts'
import type { Rule, ValidationContext } from '../row.ts'
import { textOf } from '../value-check.ts'

const maxSize = 256 * 1024
/** Of a UTF-16 unit in UTF-8. */
const maxBytes = 3

/** Annotations, and nothing else. */
export const annotationsRules: readonly Rule[] = [{ errors: annotationsErrors, isSound: areAnnotations }]

/** Whether a map surely holds nothing but right keys, and not too much. */
export function areAnnotations(map: unknown, { version }: ValidationContext): boolean {
  if (typeof map !== 'object' || map === null || Array.isArray(map)) return true
  const members = map as Readonly<Record<string, unknown>>
  let length = 0
  for (const key in members) {
    if (qualifiedNameErrors(key.toLowerCase(), version).length > 0) return false
    length += key.length + textOf(members[key]).length
  }
  return length * maxBytes <= maxSize
}

/** Keys of annotations, in any case, and the size of all. Mirrors apimachinery pkg/api/validation/objectmeta.go ValidateAnnotations, v1.36. */
export function annotationsErrors(annotations: Field, { version }: ValidationContext): readonly FieldError[] {
  const errors: FieldError[] = []
  let size = 0
  for (const key of annotations.keys) {
    for (const detail of qualifiedNameErrors(key.toLowerCase(), version))
      errors.push(fieldError('FieldValueInvalid', annotations.entry(key).printedBelow(annotations, ''), detail, key))
    size += byteLength(key) + byteLength(textOf((annotations.value as Readonly<Record<string, unknown>>)[key]))
  }
  if (size > maxSize) errors.push(fieldError('FieldValueTooLong', annotations, `may not be more than ${maxSize} bytes`))
  return errors
}
