import type { FieldError } from '../../k8s/field-error.ts'
import type { FormatError } from '../../k8s/names/format-error.ts'
import type { Field } from './field.ts'
import { fieldError } from './field-errors.ts'
import { supportedValues } from './rows.ts'

const none: readonly FieldError[] = []

/** Mirrors apimachinery pkg/util/validation/field/errors.go Invalid, v1.36. */
export function invalid(field: Field, detail: string, value: unknown = field.value): FieldError {
  return fieldError('FieldValueInvalid', field, detail, value)
}

/** An Invalid that shows no value. Mirrors field.Invalid with field.OmitValueType. */
export function invalidWithoutValue(field: Field, detail: string): FieldError {
  return { ...invalid(field, ''), message: `Invalid value: ${detail}` }
}

/** Mirrors field.Required. */
export function required(field: Field, detail = ''): FieldError {
  return fieldError('FieldValueRequired', field, detail)
}

/** Mirrors field.Forbidden. */
export function forbidden(field: Field, detail: string): FieldError {
  return fieldError('FieldValueForbidden', field, detail)
}

/** Mirrors field.Duplicate. */
export function duplicate(field: Field, value: unknown = field.value): FieldError {
  return fieldError('FieldValueDuplicate', field, '', value)
}

/** Mirrors field.TooMany. */
export function tooMany(field: Field, count: number, most: number): FieldError {
  return fieldError('FieldValueTooMany', field, `must have at most ${most} items`, count)
}

/** Mirrors field.TooLong. */
export function tooLong(field: Field, bytes: number): FieldError {
  return fieldError('FieldValueTooLong', field, `may not be more than ${bytes} bytes`)
}

/** Mirrors field.NotSupported. */
export function notSupported(field: Field, values: readonly string[], value: unknown = field.value): FieldError {
  return fieldError('FieldValueNotSupported', field, supportedValues(values), value)
}

/** One Invalid for each detail that a format complains with. */
export function invalidAll(field: Field, details: readonly string[], value: unknown = field.value): readonly FieldError[] {
  return details.length === 0 ? none : details.map(detail => invalid(field, detail, value))
}

/** The errors of a format that tells reason and value itself. */
export function malformedAll(field: Field, errors: readonly FormatError[]): readonly FieldError[] {
  return errors.length === 0 ? none : errors.map(({ reason, value, detail }) => fieldError(reason, field, detail, value))
}

/** The number that a field holds; 0 where it holds none, as Go has it. */
export function numberOf({ value }: Field): number {
  return typeof value === 'number' ? value : typeof value === 'bigint' ? Number(value) : 0
}

/** Mirrors pkg/apis/core/validation ValidateNonnegativeField, v1.36; of an absent field nothing is wrong. */
export function negative(field: Field): readonly FieldError[] {
  return numberOf(field) < 0 ? [invalid(field, 'must be greater than or equal to 0')] : none
}
