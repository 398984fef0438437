import type { FieldError } from '../../../k8s/field-error.ts'
import { byteLength } from '../../../k8s/names/byte-length.ts'
import type { Field } from '../field.ts'
import type { Check, Rule, ValidationContext } from '../row.ts'
import { errorsOf } from '../validate.ts'

const maxManager = 128
const maxSubresource = 256

/** What is wrong with who wrote which fields; where an entry cannot be read at all, the server begins the list anew. Mirrors apimachinery pkg/util/managedfields/internal/fieldmanager.go decodeLiveOrNew, v1.36. */
export function* managedFieldsErrors(list: Field, context: ValidationContext): Generator<FieldError> {
  const { items } = list
  if (!items.every(isReadable)) return
  for (const entry of items) yield* errorsOf(entry, managedFieldsRules, context)
}

/** Mirrors managedfields.go DecodeManagedFields. */
function isReadable(entry: Field): boolean {
  const operation = entry.child('operation').text
  if (operation !== 'Apply' && operation !== 'Update') return false
  return entry.child('apiVersion').text !== '' && entry.child('fieldsType').text === 'FieldsV1'
}

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
