import { type FieldError, fieldErrorText } from '../k8s/field-error.ts'
import type { FieldPath } from '../k8s/field-path.ts'
import type { DecodeError } from '../schema/decode-error.ts'
import type { Refusal } from './answer.ts'

/** The errors that do not merely repeat what decoding has already complained about: the field that it dropped, or one around or below it. */
export function withoutEchoes(errors: readonly FieldError[], decodeErrors: readonly DecodeError[]): readonly FieldError[] {
  if (decodeErrors.length === 0) return errors
  const lost = decodeErrors.map(meantPath)
  return errors.filter(error => !lost.some(path => isPrefix(path, error.path) || isPrefix(error.path, path)))
}

/** A refusal without such errors; none where it has no others. */
export function refusalWithoutEchoes(refusal: Refusal | undefined, decodeErrors: readonly DecodeError[]): Refusal | undefined {
  if (refusal === undefined || refusal.errors.length === 0) return refusal
  const errors = withoutEchoes(refusal.errors, decodeErrors)
  return errors.length === 0 ? undefined : { ...refusal, errors }
}

/** The errors that no earlier stage has told in the same words. */
export function withoutRepeats(errors: readonly FieldError[], told: readonly FieldError[]): readonly FieldError[] {
  if (told.length === 0) return errors
  const known = new Set(told.map(fieldErrorText))
  return errors.filter(error => !known.has(fieldErrorText(error)))
}

/** An unknown field was meant to be the one that its name resembles. */
function meantPath({ path, code, suggestion }: DecodeError): FieldPath {
  return code === 'unknown-field' && suggestion !== undefined ? [...path.slice(0, -1), suggestion] : path
}

function isPrefix(path: FieldPath, of: FieldPath): boolean {
  return path.length <= of.length && path.every((step, index) => of[index] === step)
}
