import type { FieldPath } from './field-path.ts'

/** The reasons of `field.Error` as the server's `causes` spell them. Mirrors apimachinery pkg/util/validation/field/errors.go ErrorType, v1.36. */
export type FieldErrorReason =
  | 'FieldValueRequired'
  | 'FieldValueInvalid'
  | 'FieldValueNotSupported'
  | 'FieldValueDuplicate'
  | 'FieldValueForbidden'
  | 'FieldValueTooLong'
  | 'FieldValueTooMany'
  | 'FieldValueNotFound'
  | 'FieldValueTypeInvalid'
  | 'InternalError'

/** One error of the server's validation about one field. */
export interface FieldError {
  readonly reason: FieldErrorReason
  /** The path as the server prints it, which is not always where the field is. */
  readonly field: string
  /** Where the field really is, from the root of the object; a missing field is named too. */
  readonly path: FieldPath
  /** The server's text after the field: `Invalid value: -1: must be greater than or equal to 0`. */
  readonly message: string
}

/** The error as it stands inside the message of a 422: `spec.replicas: Invalid value: -1: must be …`. */
export function fieldErrorText(error: FieldError): string {
  return `${error.field}: ${error.message}`
}
