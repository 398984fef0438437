import { byteLength } from '../../../k8s/names/byte-length.ts'
import type { Check, Rule } from '../row.ts'

const maxManager = 128
const maxSubresource = 256

/** Who wrote which fields. Mirrors apimachinery pkg/apis/meta/v1/validation/validation.go ValidateManagedFields, v1.36. */
export const managedFieldsRules: readonly Rule[] = [
  {
    at: 'operation',
    reason: 'FieldValueInvalid',
    zero: '',
    check: ({ text }) => (text === 'Apply' || text === 'Update' ? [] : ['must be `Apply` or `Update`']),
  },
  {
    at: 'fieldsType',
    reason: 'FieldValueInvalid',
    check: ({ text }) => (text === '' || text === 'FieldsV1' ? [] : ['must be `FieldsV1`']),
  },
  { at: 'manager', reason: 'FieldValueTooLong', check: noLongerThan(maxManager) },
  { at: 'manager', reason: 'FieldValueInvalid', check: ({ text }) => [...unprintable(text)] },
  { at: 'subresource', reason: 'FieldValueTooLong', check: noLongerThan(maxSubresource) },
]

function noLongerThan(bytes: number): Check {
  return ({ text }) => (byteLength(text) > bytes ? [`may not be more than ${bytes} bytes`] : [])
}

function* unprintable(text: string): Generator<string> {
  // these classes of characters take longer to read than a small manifest
  const printable = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u
  let position = 0
  for (const character of text) {
    if (!printable.test(character)) {
      const code = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')
      yield `invalid character U+${code} (at position ${position})`
    }
    position += byteLength(character)
  }
}
