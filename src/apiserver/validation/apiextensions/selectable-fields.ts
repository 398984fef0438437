import type { FieldError } from '../../../k8s/field-error.ts'
import { isAtLeast, type KubernetesVersion } from '../../../k8s/version.ts'
import { duplicate, invalid, required, tooMany } from '../error-of.ts'
import type { Field } from '../field.ts'
import type { ValidationContext } from '../row.ts'
import { schemaFieldPath } from './field-path.ts'
import { isHoisted, placesOf } from './hoisted.ts'

const plainWordsSince = 34
const mostFields = 8
const selectable = new Set(['string', 'boolean', 'integer'])
const withoutSchema = 'may only be set when `version.schema.openAPIV3Schema` is not included'
const withoutCommonSchema = 'may only be set when validations.schema is included'
const wrongType = 'must point to a field of type string, boolean or integer. Enum string fields and strings with formats are allowed.'

/** Mirrors apiextensions-apiserver pkg/apis/apiextensions/validation/validation.go ValidateCustomResourceSelectableFields, v1.36. */
export function* selectableFieldErrors(spec: Field, { version }: ValidationContext): Generator<FieldError> {
  for (const { field, versions } of placesOf(spec, 'selectableFields')) {
    if (field.items.length === 0) continue
    const schema = versions[0]!.at('schema.openAPIV3Schema')
    const isCommon = isHoisted(spec, 'selectableFields')
    const hasSchema = isCommon ? versions[0]!.has('schema') : !schema.absent
    if (!hasSchema || isCommon !== isHoisted(spec, 'schema')) yield invalid(field, schemaWords(isCommon, version), '')
    else yield* fieldErrors(field, schema)
  }
}

function schemaWords(isCommon: boolean, version: KubernetesVersion): string {
  if (isAtLeast(version, plainWordsSince)) return isCommon ? withoutCommonSchema : withoutSchema
  return `selectableFields ${isCommon ? withoutCommonSchema : withoutSchema.replaceAll('`', '')}`
}

function* fieldErrors(fields: Field, schema: Field): Generator<FieldError> {
  const seen = new Set<string>()
  for (const item of fields.items) {
    const jsonPath = item.child('jsonPath')
    if (jsonPath.text === '') {
      yield required(jsonPath)
      continue
    }
    const found = schemaFieldPath(jsonPath.text, schema, false)
    if (typeof found === 'string') {
      yield invalid(jsonPath, `is an invalid path: ${found}`)
      continue
    }
    if (found.path[0] === 'metadata') yield invalid(jsonPath, 'must not point to fields in metadata')
    if (!selectable.has(found.schema.child('type').text)) yield invalid(jsonPath, wrongType)
    const id = found.path.join('\u0000')
    if (seen.has(id)) yield duplicate(jsonPath)
    seen.add(id)
  }
  if (seen.size > mostFields) yield tooMany(fields, seen.size, mostFields)
}
