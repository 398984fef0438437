import type { FieldError } from '../k8s/field-error.ts'
import type { FieldPath } from '../k8s/field-path.ts'
import type { DecodeError } from '../schema/decode-error.ts'

/** The errors that do not merely repeat what decoding has already complained about: the field that it dropped, or one around or below it. */
export function withoutEchoes(errors: readonly FieldError[], decodeErrors: readonly DecodeError[]): readonly FieldError[] {
  if (decodeErrors.length === 0) return errors
  const lost = decodeErrors.map(meantPath)
  return errors.filter(error => !lost.some(path => isPrefix(path, error.path) || isPrefix(error.path, path)))
}

/** An unknown field was meant to be the one that its name resembles. */
function meantPath({ path, code, suggestion }: DecodeError): FieldPath {
  return code === 'unknown-field' && suggestion !== undefined ? [...path.slice(0, -1), suggestion] : path
}

function isPrefix(path: FieldPath, of: FieldPath): boolean {
  return path.length <= of.length && path.every((step, index) => of[index] === step)
}
