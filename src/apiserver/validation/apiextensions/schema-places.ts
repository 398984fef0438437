import type { FieldError } from '../../../k8s/field-error.ts'
import { isAtLeast, type KubernetesVersion } from '../../../k8s/version.ts'
import { forbidden, invalid, required } from '../error-of.ts'
import type { Field } from '../field.ts'
import { elsewhere } from '../field-errors.ts'
import type { ValidationContext } from '../row.ts'
import { type DefaultRuleChecks, defaultValueErrors } from './default-values.ts'
import { goSchema, goSchemaValue, isGoZero } from './go-schema.ts'
import { isHoisted, placesOf } from './hoisted.ts'
import { openApiSchemaErrors } from './open-api-schema.ts'
import { isPlainSchema } from './plain-schema.ts'
import { completenessErrors } from './schema-completeness.ts'
import { conditionsOf, partsOf, structuralErrors, unsupportedInStructural } from './structural-schema.ts'

/** What is checked of rules in CEL, where a definition has any. */
export interface DefinitionRuleChecks extends DefaultRuleChecks {
  /** Errors of a schema of right structure, beside those about its details. */
  errors(schema: Field, details: readonly FieldError[], version: KubernetesVersion): readonly FieldError[]
}

/** Until then a missing schema is explained. */
const wordlessSince = 34

/** What the root may say where the status has a life of its own, by Go name. */
const rootFields = [
  ['Description', 'description'],
  ['Type', 'type'],
  ['Format', 'format'],
  ['Title', 'title'],
  ['Maximum', 'maximum'],
  ['ExclusiveMaximum', 'exclusiveMaximum'],
  ['Minimum', 'minimum'],
  ['ExclusiveMinimum', 'exclusiveMinimum'],
  ['MaxLength', 'maxLength'],
  ['MinLength', 'minLength'],
  ['Pattern', 'pattern'],
  ['MaxItems', 'maxItems'],
  ['MinItems', 'minItems'],
  ['UniqueItems', 'uniqueItems'],
  ['MultipleOf', 'multipleOf'],
  ['Required', 'required'],
  ['Items', 'items'],
  ['Properties', 'properties'],
  ['ExternalDocs', 'externalDocs'],
  ['Example', 'example'],
  ['XPreserveUnknownFields', 'x-kubernetes-preserve-unknown-fields'],
  ['XValidations', 'x-kubernetes-validations'],
] as const
const rootNames = new Set<string>(rootFields.map(([, name]) => name))
const onlyAtRoot = `only [${rootFields.map(([go]) => go).join(' ')}] fields are allowed at the root of the schema if the status subresource is enabled`
const onlyObject = 'only "object" is allowed as the type at the root of the schema if the status subresource is enabled'

/** All schemas of a definition. Mirrors apiextensions-apiserver pkg/apis/apiextensions/validation/validation.go validateCustomResourceDefinitionValidation, v1.36. */
export function* schemaPlacesErrors(spec: Field, context: ValidationContext, rules?: DefinitionRuleChecks): Generator<FieldError> {
  const hoisted = isHoisted(spec, 'schema')
  const versions = spec.child('versions').items
  for (const version of versions) {
    const schema = version.at('schema.openAPIV3Schema')
    if (schema.absent) yield required(schema, isAtLeast(context.version, wordlessSince) ? '' : 'schemas are required')
  }
  const anyStatus = versions.some(version => !version.at('subresources.status').absent)
  for (const { field, versions: owners } of placesOf(spec, 'schema')) {
    const schema = field.child('openAPIV3Schema')
    if (schema.absent) continue
    const withStatus = hoisted ? anyStatus : !owners[0]!.at('subresources.status').absent
    yield* schemaErrors(schema, withStatus, context, rules)
  }
}

function* schemaErrors(
  schema: Field,
  withStatus: boolean,
  context: ValidationContext,
  rules: DefinitionRuleChecks | undefined
): Generator<FieldError> {
  if (isPlainSchema(schema.value)) return
  const errors: FieldError[] = withStatus ? [...rootErrors(schema)] : []
  if (schema.child('nullable').value === true) errors.push(forbidden(schema.child('nullable'), 'nullable cannot be true at the root'))
  const unsupported = unsupportedInStructural(schema)
  const structure = unsupported === undefined ? [...structureErrors(schema, context, rules)] : []
  const details = [...openApiSchemaErrors(schema, context)]
  errors.push(...structure, ...details)
  if (unsupported === undefined && structure.length === 0) errors.push(...(rules?.errors(schema, details, context.version) ?? []))
  if (errors.length === 0 && unsupported !== undefined) errors.push(invalid(schema, unsupported, ''))
  yield* errors
}

/** The structure; of a right one, the defaults. */
function structureErrors(schema: Field, context: ValidationContext, rules: DefinitionRuleChecks | undefined): Iterable<FieldError> {
  const wrong = [...structuralErrors(schema, context), ...completenessErrors(schema)]
  return wrong.length > 0 ? wrong : defaultValueErrors(schema, context, rules)
}

/** Told once, of the first field in the order of Go's struct. */
function* rootErrors(schema: Field): Generator<FieldError> {
  for (const name of goSchema.keys()) {
    const field = schema.child(name)
    if (isGoZero(name, field.value)) continue
    if (name === 'type') {
      if (field.text === 'object') continue
      yield invalid(field, onlyObject)
      return
    }
    if (rootNames.has(name)) continue
    yield elsewhere(invalid(schema, onlyAtRoot, goSchemaValue(schema.value)), field.path)
    return
  }
}

/** Whether any schema of a definition has a default. */
export function hasDefaults(spec: Field): boolean {
  const tasks = spec.child('versions').items.map(version => version.at('schema.openAPIV3Schema'))
  for (let schema = tasks.pop(); schema !== undefined; schema = tasks.pop()) {
    if (!schema.child('default').absent) return true
    tasks.push(...partsOf(schema), ...conditionsOf(schema))
  }
  return false
}
