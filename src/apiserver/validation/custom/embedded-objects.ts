import type { FieldError } from '../../../k8s/field-error.ts'
import { goShown } from '../../../k8s/go-json.ts'
import { dns1035LabelErrors } from '../../../k8s/names/dns.ts'
import { nameIsPathSegment } from '../../../k8s/names/object-name.ts'
import { additionalOf, isObject, itemsOf, type JsonSchema, type PlainObject, propertyOf } from '../../../schema/custom/json-schema.ts'
import { Field } from '../field.ts'
import { embeddedMetaRules } from '../meta/object-meta.ts'
import type { ValidationContext } from '../row.ts'
import { errorsOf } from '../validate.ts'

/** Objects inside an object. Mirrors apiextensions-apiserver pkg/apiserver/schema/objectmeta/validation.go Validate, v1.36. */
export function embeddedObjectErrors(
  object: PlainObject | readonly unknown[],
  schema: JsonSchema,
  context: ValidationContext
): readonly FieldError[] {
  const errors: FieldError[] = []
  addErrors(Field.root(object), schema, context, errors)
  return errors
}

function addErrors(field: Field, schema: JsonSchema, context: ValidationContext, errors: FieldError[]): void {
  const { value } = field
  if (Array.isArray(value)) {
    const items = itemsOf(schema)
    if (items !== undefined) for (const item of field.items) addErrors(item, items, context, errors)
    return
  }
  if (!isObject(value)) return
  if (schema['x-kubernetes-embedded-resource'] === true) errors.push(...objectErrors(field, context))
  const additional = additionalOf(schema)
  for (const key of Object.keys(value)) {
    if (typeof value[key] !== 'object') continue
    const property = propertyOf(schema, key)
    if (property !== undefined) addErrors(field.child(key), property, context, errors)
    else if (additional !== undefined) addErrors(field.entry(key), additional, context, errors)
  }
}

const plainWordsSince = 34

/** Mirrors validateEmbeddedResource. */
function* objectErrors(object: Field, context: ValidationContext): Generator<FieldError> {
  const apiVersion = object.child('apiVersion')
  const kind = object.child('kind')
  const detail = context.version.minor < plainWordsSince ? ': must not be empty' : ''
  for (const field of [apiVersion, kind])
    if (field.value === undefined)
      yield { reason: 'FieldValueRequired', field: field.name, path: field.path, message: `Required value${detail}` }
  if (apiVersion.value !== undefined) {
    const wrong = textError(apiVersion) ?? groupVersionError(apiVersion.text)
    if (wrong !== undefined) yield invalid(apiVersion, wrong)
  }
  if (kind.value !== undefined) {
    const wrong = textError(kind)
    const details = wrong === undefined ? dns1035LabelErrors(kind.text.toLowerCase()) : []
    if (wrong !== undefined) yield invalid(kind, wrong)
    else if (details.length > 0) yield invalid(kind, `may have mixed case, but should otherwise match: ${details.join(',')}`)
  }
  const metadata = object.child('metadata')
  if (isObject(metadata.value)) {
    const { name, generateName } = metadata.value
    if (typeof generateName === 'string')
      for (const detail of nameIsPathSegment(generateName, true)) yield invalid(metadata.child('generateName'), detail)
    if (typeof name === 'string') for (const detail of nameIsPathSegment(name, false)) yield invalid(metadata.child('name'), detail)
    yield* errorsOf(object, embeddedMetaRules, context)
  }
}

function textError({ value }: Field): string | undefined {
  if (typeof value !== 'string') return 'must be a string'
  return value === '' ? 'must not be empty' : undefined
}

/** Mirrors apimachinery pkg/runtime/schema/group_version.go ParseGroupVersion. */
function groupVersionError(text: string): string | undefined {
  return text !== '/' && text.split('/').length > 2 ? `unexpected GroupVersion string: ${text}` : undefined
}

function invalid({ name, path, value }: Field, detail: string): FieldError {
  return { reason: 'FieldValueInvalid', field: name, path, message: `Invalid value: ${goShown(value)}: ${detail}` }
}
