import type { FieldError } from '../../../k8s/field-error.ts'
import { byteLength } from '../../../k8s/names/byte-length.ts'
import { dnsSubdomainErrors } from '../../../k8s/names/dns.ts'
import { regexWords } from '../../../k8s/names/regex-words.ts'
import { invalid, invalidAll, required, tooLong } from '../error-of.ts'
import type { Field } from '../field.ts'
import type { ValidationContext } from '../row.ts'

/** Older versions find an empty name both missing and malformed, and say some things otherwise. */
const onceSince = 35
const longestDriver = 63
const longestId = 32
const longestPool = 253
const identifierFormat = '[A-Za-z_][A-Za-z0-9_]*'
const identifier = new RegExp(`^${identifierFormat}$`)
const identifierWords = regexWords(
  "a valid C identifier must start with alphabetic character or '_', followed by a string of alphanumeric characters or '_'",
  identifierFormat,
  'my_name',
  'MY_NAME',
  'MyName'
)

/** The name of a driver, in any case. Mirrors pkg/apis/core/validation ValidateCSIDriverName, v1.36. */
export function* driverErrors(field: Field, { version }: ValidationContext, text: string = field.text): Generator<FieldError> {
  if (text === '') {
    yield required(field)
    if (version.minor >= onceSince) return
  }
  if (byteLength(text) > longestDriver) yield tooLong(field, longestDriver)
  yield* invalidAll(field, dnsSubdomainErrors(text.toLowerCase()), text)
}

/** The name of a pool: subdomains with slashes between them. Mirrors pkg/apis/resource/validation/validation.go validatePoolName, v1.36. */
export function* poolNameErrors(field: Field): Generator<FieldError> {
  if (field.text === '') {
    yield required(field)
    return
  }
  if (byteLength(field.text) > longestPool) yield tooLong(field, longestPool)
  for (const part of field.text.split('/')) yield* invalidAll(field, dnsSubdomainErrors(part), part)
}

/** A name of an attribute or a capacity, with or without a domain. Mirrors validateQualifiedName. */
export function* attributeNameErrors(field: Field, context: ValidationContext, text: string = field.text): Generator<FieldError> {
  const parts = text.split('/')
  if (parts.length > 2) return
  if (parts.length === 2) {
    if (parts[0] === '') yield invalid(field, 'the domain must not be empty', '')
    else yield* driverErrors(field, context, parts[0]!)
    if (parts[1] === '') {
      yield invalid(field, 'the name must not be empty', '')
      return
    }
  }
  const id = parts.at(-1)!
  if (text === '' && context.version.minor < onceSince) {
    yield required(field, 'name required')
    return
  }
  if (byteLength(id) > longestId) yield tooLong(field, longestId)
  if (!identifier.test(id)) yield invalid(field, identifierWords, id)
}

/** The same with a domain. Mirrors validateFullyQualifiedName. */
export function* fullAttributeNameErrors(field: Field, context: ValidationContext): Generator<FieldError> {
  yield* attributeNameErrors(field, context)
  if (field.text.includes('/')) return
  if (context.version.minor >= onceSince)
    yield invalid(field, 'a fully qualified name must be a domain and a name separated by a slash', field.text)
  else if (field.text !== '') yield invalid(field, 'must include a domain', field.text)
}
