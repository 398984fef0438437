import type { FieldError } from '../../../k8s/field-error.ts'
import { byteLength } from '../../../k8s/names/byte-length.ts'
import { invalid, tooLong } from '../error-of.ts'
import type { Field } from '../field.ts'

const maxSize = 256 * 1024
const maxCount = 512

/** What a driver is given. Mirrors pkg/apis/storage/validation/validation.go validateParameters, v1.36. */
export function* parametersErrors(parameters: Field): Generator<FieldError> {
  if (parameters.keys.length > maxCount) {
    yield tooLong(parameters, maxCount)
    return
  }
  for (const entry of parameters.entries)
    if (entry.key === '') yield invalid(entry.printedAs(parameters.name), 'field can not be empty.', entry.key)
  if (mapSize(parameters) > maxSize) yield tooLong(parameters, maxSize)
}

/** The bytes of all keys and values of a map of texts. */
export function mapSize(map: Field): number {
  let size = 0
  for (const entry of map.entries) size += byteLength(entry.key) + byteLength(entry.text)
  return size
}
