import type { FieldError } from '../../../k8s/field-error.ts'
import { goQuote } from '../../../k8s/go-quote.ts'
import { byteLength } from '../../../k8s/names/byte-length.ts'
import { dns1035LabelErrors } from '../../../k8s/names/dns.ts'
import { invalid, required } from '../error-of.ts'
import type { Field } from '../field.ts'
import { elsewhere, GoValue } from '../field-errors.ts'
import { isDeepStrictEqual } from './equal.ts'
import { goVersion } from './go-version.ts'
import { isHoisted, placesOf } from './hoisted.ts'

const columnTypes = ['boolean', 'date', 'integer', 'number', 'string']
const columnFormats = ['byte', 'date', 'date-time', 'double', 'float', 'int32', 'int64', 'password']
const longestWarning = 256

/** Names of versions, and which of them is stored. */
export function* versionsErrors(spec: Field): Generator<FieldError> {
  const versions = spec.child('versions')
  const names = versions.items.map(version => version.child('name').text)
  for (const version of versions.items) {
    const name = version.child('name')
    const details = dns1035LabelErrors(name.text)
    if (details.length > 0) yield invalid(name, details.join(','), name.text)
    yield* deprecationErrors(version)
  }
  const shown = versions.items.map(version => goVersion(version, part => isHoisted(spec, part)))
  const value = versions.absent ? null : shown
  if (new Set(names).size < names.length) yield invalid(versions, 'must contain unique version names', value)
  const stored = versions.items.filter(version => version.child('storage').value === true)
  if (stored.length !== 1) yield invalid(versions, 'must have exactly one version marked as storage version', value)
  yield* firstVersionErrors(versions)
  yield* storedVersionErrors(spec, versions, stored)
}

/** The server keeps the first name once more, as the version. */
function* firstVersionErrors(versions: Field): Generator<FieldError> {
  const name = versions.items[0]?.child('name')
  if (name === undefined || name.text === '') return
  const details = dns1035LabelErrors(name.text)
  if (details.length > 0) yield invalid(name.printedAs('spec.version'), details.join(','), name.text)
}

/** Mirrors ValidateCustomResourceDefinitionStoredVersions, of the status that the server makes up: the first version that is stored. */
function* storedVersionErrors(spec: Field, versions: Field, stored: readonly Field[]): Generator<FieldError> {
  const status = (spec.parent ?? spec).at('status.storedVersions')
  const first = stored[0]?.child('name').text
  const shown = first === undefined ? null : new GoValue([first], `[]string{${goQuote(first)}}`)
  if (first === undefined)
    yield elsewhere(invalid(status, 'must have at least one stored version', new GoValue(null, '[]string(nil)')), versions.path)
  let isFound: boolean = false
  for (const version of versions.items) {
    const name = version.child('name').text
    const isKept: boolean = name === first && !isFound
    if (isKept) isFound = true
    else if (version.child('storage').value === true)
      yield elsewhere(invalid(status, `must have the storage version ${name}`, shown), versions.path)
  }
}

/** Mirrors validateDeprecationWarning. */
function* deprecationErrors(version: Field): Generator<FieldError> {
  const warning = version.child('deprecationWarning')
  if (warning.absent) return
  const { text } = warning
  if (version.child('deprecated').value !== true) {
    yield invalid(warning, 'can only be set for deprecated versions')
    return
  }
  if (byteLength(text) > longestWarning) yield invalid(warning, `must be <= ${longestWarning} characters long`)
  if (text === '') yield invalid(warning, 'must not be an empty string')
  let index = 0
  for (const character of text) {
    if (goQuote(character).startsWith('"\\') && character !== '"' && character !== '\\') {
      yield invalid(warning, `must only contain printable UTF-8 characters; non-printable character found at index ${index}`)
      return
    }
    index += byteLength(character)
  }
}

/** Subresources and printed columns. */
export function* versionPartsErrors(spec: Field): Generator<FieldError> {
  for (const { field } of placesOf(spec, 'subresources')) if (!field.child('scale').absent) yield* scaleErrors(field)
  for (const { field } of placesOf(spec, 'additionalPrinterColumns')) for (const column of field.items) yield* columnErrors(column)
  for (const [part, words] of [
    ['schema', 'schemas'],
    ['subresources', 'subresources'],
  ] as const) {
    if (isHoisted(spec, part)) continue
    const values = spec.child('versions').items.map(version => version.child(part).value)
    if (values.every(value => value !== undefined && value !== null && isDeepStrictEqual(value, values[0])))
      yield invalid(spec.child('versions'), `per-version ${words} may not all be set to identical values`)
  }
}

/** Mirrors ValidateCustomResourceDefinitionSubresources; the server prints names with dots in them. */
function* scaleErrors(subresources: Field): Generator<FieldError> {
  const scale = subresources.child('scale')
  for (const [name, root] of [
    ['specReplicasPath', '.spec.'],
    ['statusReplicasPath', '.status.'],
  ] as const) {
    const field = scale.child(name)
    if (field.text === '') yield required(field)
    else yield* pathErrors(field, [root], `should be a json path under ${root.slice(0, -1)}`)
  }
  const selector = scale.child('labelSelectorPath')
  if (selector.text !== '') yield* pathErrors(selector, ['.spec.', '.status.'], 'should be a json path under either .spec or .status')
}

function* pathErrors(field: Field, roots: readonly string[], detail: string): Generator<FieldError> {
  if (!field.text.startsWith('.')) yield invalid(field, 'must be a simple json path starting with .')
  else if (!roots.some(root => field.text.startsWith(root))) yield invalid(field, detail)
}

/** Mirrors ValidateCustomResourceColumnDefinition. */
function* columnErrors(column: Field): Generator<FieldError> {
  if (column.child('name').text === '') yield required(column.child('name'))
  const type = column.child('type')
  const oneOfTypes = `must be one of ${columnTypes.join(',')}`
  if (type.text === '') yield required(type, oneOfTypes)
  else if (!columnTypes.includes(type.text)) yield invalid(type, oneOfTypes)
  const format = column.child('format')
  if (format.text !== '' && !columnFormats.includes(format.text)) yield invalid(format, `must be one of ${columnFormats.join(',')}`)
  const path = column.child('jsonPath', 'JSONPath')
  if (path.text === '') yield required(path)
  else if (!path.text.startsWith('.')) yield invalid(path, 'must be a simple json path starting with .')
}
