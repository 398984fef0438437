/** One thing that is wrong with a text of several parts; `value` is the part that the message shows. */
export interface FormatError {
  readonly reason: 'FieldValueRequired' | 'FieldValueInvalid' | 'FieldValueTooLong'
  readonly value: string
  readonly detail: string
}

/** The error of a text that is missing. */
export function missing(value = ''): FormatError {
  return { reason: 'FieldValueRequired', value, detail: '' }
}

/** An error of a part of a text. */
export function malformed(value: string, detail: string): FormatError {
  return { reason: 'FieldValueInvalid', value, detail }
}

/** Mirrors apimachinery pkg/util/validation/field/errors.go TooLong, v1.36. */
export function tooLong(value: string, bytes: number): FormatError {
  return { reason: 'FieldValueTooLong', value, detail: `may not be more than ${bytes} bytes` }
}
