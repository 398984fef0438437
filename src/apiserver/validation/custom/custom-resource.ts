import type { FieldError, FieldErrorReason } from '../../../k8s/field-error.ts'
import { isAtLeast } from '../../../k8s/version.ts'
import { Correlated } from '../../../schema/custom/correlated.ts'
import type { CustomVersion } from '../../../schema/custom/custom-version.ts'
import { isObject, type PlainObject } from '../../../schema/custom/json-schema.ts'
import type { ResourceType } from '../../../schema/resource-type.ts'
import { withMadeUpSuffix } from '../../generated-name.ts'
import { objectMetaRules } from '../meta/object-meta.ts'
import type { ValidationContext } from '../row.ts'
import { validate } from '../validate.ts'
import { embeddedObjectErrors } from './embedded-objects.ts'
import { listTypeErrors } from './list-types.ts'
import { scaleErrors } from './scale-fields.ts'
import { SchemaValidator } from './schema-validator.ts'

/** First minor with CRDValidationRatcheting on. */
const ratchetingSince = 30
/** What the server makes up looks like this. */
const unchecked =
  'some validation rules were not checked because the object was invalid; correct the existing errors to complete validation'
/** Errors after which rules in CEL are not looked at. */
const blocking = new Set<FieldErrorReason>([
  'FieldValueNotSupported',
  'FieldValueRequired',
  'FieldValueTooLong',
  'FieldValueTooMany',
  'FieldValueTypeInvalid',
])

/** What rules in CEL say of a value. */
export type RuleChecks = typeof import('./rules/rule-errors.ts').ruleErrors

/** What validation of objects of a custom kind goes by. */
export interface CustomResourceChecks {
  readonly type: ResourceType
  readonly custom: CustomVersion
  /** Present where the schema has rules in CEL. */
  readonly rules?: RuleChecks
}

/**
 * What is wrong with an object of a custom kind, besides its metadata; `old` is what an update replaces.
 * Mirrors apiextensions-apiserver pkg/registry/customresource/strategy.go Validate and ValidateUpdate, v1.36.
 */
export function customResourceErrors(
  object: PlainObject,
  { type, custom: { schema, scale }, rules }: CustomResourceChecks,
  context: ValidationContext,
  old?: PlainObject
): readonly FieldError[] {
  const judged = withGivenName(object)
  const before = old === undefined || !ratchets(context) ? undefined : new Correlated(judged, old, schema)
  const wereRepeated = old !== undefined && listTypeErrors(old, schema).length > 0
  const errors = [
    ...new SchemaValidator(context.version).validate(judged, schema, { name: '', path: [] }, before).errors,
    ...(scale === undefined ? [] : scaleErrors(object, scale)),
    ...embeddedObjectErrors(object, schema, context),
    ...(wereRepeated ? [] : listTypeErrors(object, schema)),
  ]
  if (rules === undefined) return errors
  const metaErrors = validate(object, objectMetaRules(type).first, context)
  if ([...metaErrors, ...errors].some(({ reason }) => blocking.has(reason)))
    return [...errors, { reason: 'FieldValueInvalid', field: '<nil>', path: [], message: `Invalid value: null: ${unchecked}` }]
  const past = { ...(old === undefined ? {} : { old }), ...(before === undefined ? {} : { before }) }
  return [...errors, ...rules(judged, schema, context.version, { isResource: true, ...past })]
}

/** Whether errors that an object has had before are excused: CRDValidationRatcheting. */
function ratchets({ version }: ValidationContext): boolean {
  return isAtLeast(version, ratchetingSince)
}

/** The object with a name that the server could have made up, where it has yet to make one up. */
function withGivenName(object: PlainObject): PlainObject {
  const { metadata } = object
  if (!isObject(metadata) || typeof metadata['name'] !== 'string') return object
  const name = withMadeUpSuffix(metadata['name'])
  return name === metadata['name'] ? object : { ...object, metadata: { ...metadata, name } }
}
