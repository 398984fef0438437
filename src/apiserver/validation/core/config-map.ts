import { base64Length } from '../../../k8s/base64.ts'
import type { FieldError } from '../../../k8s/field-error.ts'
import { byteLength } from '../../../k8s/names/byte-length.ts'
import { configKeyErrors } from '../../../k8s/names/config-key.ts'
import { invalid, invalidAll, tooLong } from '../error-of.ts'
import type { Field } from '../field.ts'
import type { Rule } from '../row.ts'

/** The most that the values of a ConfigMap or a Secret may hold together. */
export const maxDataSize = 1024 * 1024

/** Mirrors pkg/apis/core/validation/validation.go ValidateConfigMap, v1.36. */
export const configMapRules: readonly Rule[] = [{ errors: configMapErrors }]

function* configMapErrors(map: Field): Generator<FieldError> {
  const binary = map.child('binaryData')
  const binaryKeys = new Set(binary.keys)
  let size = 0
  for (const entry of map.child('data').entries) {
    yield* invalidAll(entry, configKeyErrors(entry.key), entry.key)
    if (binaryKeys.has(entry.key)) yield invalid(entry, 'duplicate of key present in binaryData', entry.key)
    size += byteLength(entry.text)
  }
  for (const entry of binary.entries) {
    yield* invalidAll(entry, configKeyErrors(entry.key), entry.key)
    size += base64Length(entry.text)
  }
  if (size > maxDataSize) yield { ...tooLong(map, maxDataSize), path: [binary.absent ? 'data' : 'binaryData'] }
}
