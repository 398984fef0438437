import type { FieldError } from '../../../k8s/field-error.ts'
import { localPathErrors } from '../../../k8s/names/file-path.ts'
import type { Field } from '../field.ts'
import { fieldError } from '../field-errors.ts'
import type { ValidationContext } from '../row.ts'

/** The first minor that wants the path of a token inside its volume. */
const localPathsSince = 30
const minSeconds = 600
const maxSeconds = 2 ** 32

/** A token of the service account; the server prints its path as the volume's. Mirrors pkg/apis/core/validation/validation.go validateProjectionSources, v1.36. */
export function* tokenErrors(token: Field, volume: Field, { version }: ValidationContext): Generator<FieldError> {
  const expiration = token.child('expirationSeconds')
  const seconds = Number(expiration.value ?? 0)
  if (seconds < minSeconds) yield fieldError('FieldValueInvalid', expiration, 'may not specify a duration less than 10 minutes', seconds)
  if (seconds > maxSeconds)
    yield fieldError('FieldValueInvalid', expiration, 'may not specify a duration larger than 2^32 seconds', seconds)
  const path = token.child('path').printedBelow(volume, '.path')
  if (path.text === '') yield fieldError('FieldValueRequired', path, '')
  if (version.minor < localPathsSince) return
  for (const detail of localPathErrors(path.text)) yield fieldError('FieldValueInvalid', path, detail, path.text)
}
