import type { FieldError } from '../../../k8s/field-error.ts'
import { byteLength } from '../../../k8s/names/byte-length.ts'
import { invalid, required, tooLong } from '../error-of.ts'
import type { Field } from '../field.ts'
import { type GoField, goStruct } from '../go-struct.ts'

import type { ValidationContext } from '../row.ts'

const longestValue = 64
const release = '(?:0|[1-9]\\d*)'
const preRelease = '(?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*)'
const build = '[0-9a-zA-Z-]+'
const semver = new RegExp(`^${release}\\.${release}\\.${release}(?:-${preRelease}(?:\\.${preRelease})*)?(?:\\+${build}(?:\\.${build})*)?$`)
const fields: readonly GoField[] = [
  ['IntValue', 'int'],
  ['BoolValue', 'bool'],
  ['StringValue', 'string'],
  ['VersionValue', 'version'],
  ['IntValues', 'ints'],
  ['BoolValues', 'bools'],
  ['StringValues', 'strings'],
  ['VersionValues', 'versions'],
]
/** A value with no member was missing before; lists are newer still. */
const invalidSince = 35
const listsSince = 36
const exactlyOne = 'exactly one value must be specified'

/** Mirrors pkg/apis/resource/validation/validation.go validateDeviceAttribute, v1.36. */
export function* deviceAttributeErrors(attribute: Field, { version }: ValidationContext): Generator<FieldError> {
  const set = fields.filter(([, name]) => !attribute.child(name).absent)
  yield* stringErrors(attribute.child('string'))
  if (!attribute.child('version').absent) yield* versionErrors(attribute.child('version'))
  if (set.length === 0) yield version.minor >= invalidSince ? invalid(attribute, exactlyOne, '') : required(attribute, exactlyOne)
  else if (set.length > 1)
    yield invalid(attribute, exactlyOne, goStruct(attribute.value, version.minor >= listsSince ? fields : fields.slice(0, 4)))
}

function* stringErrors(value: Field): Generator<FieldError> {
  if (byteLength(value.text) > longestValue) yield tooLong(value, longestValue)
}

function* versionErrors(value: Field): Generator<FieldError> {
  if (!semver.test(value.text)) yield invalid(value, 'must be a string compatible with semver.org spec 2.0.0', value.text)
  yield* stringErrors(value)
}
