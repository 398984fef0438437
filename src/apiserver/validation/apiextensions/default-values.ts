import type { FieldError } from '../../../k8s/field-error.ts'
import { formatFieldPath } from '../../../k8s/field-path.ts'
import { goShown } from '../../../k8s/go-json.ts'
import type { KubernetesVersion } from '../../../k8s/version.ts'
import { CustomDecoder } from '../../../schema/custom/custom-decoder.ts'
import { hasDefault, isObject, type JsonSchema } from '../../../schema/custom/json-schema.ts'
import { schemaTable } from '../../../schema/table.ts'
import { anySyntax } from '../../any-syntax.ts'
import { embeddedObjectErrors } from '../custom/embedded-objects.ts'
import { SchemaValidator } from '../custom/schema-validator.ts'
import type { Field } from '../field.ts'
import { showing, shownValue } from '../field-errors.ts'
import type { ValidationContext } from '../row.ts'
import { isSchema } from './open-api-schema.ts'

/** A schema, and whether it describes the identity of an object, whose defaults are judged as part of it. */
interface Task {
  readonly schema: Field
  readonly insideMeta: boolean
}

/** What rules in CEL say of a default. */
export interface DefaultRuleChecks {
  ofDefault(value: unknown, schema: JsonSchema, isRoot: boolean, version: KubernetesVersion): readonly FieldError[]
}

/** The first minor whose errors show values as JSON. */
const jsonValuesSince = 34
const unknownWords = 'must not have unknown fields'
const identityFields = new Set(['apiVersion', 'kind', 'metadata'])

/** Defaults must fit their own schemas. Mirrors apiextensions-apiserver pkg/apiserver/schema/defaulting/validation.go ValidateDefaults, v1.36. */
export function* defaultValueErrors(root: Field, context: ValidationContext, checks?: DefaultRuleChecks): Generator<FieldError> {
  const tasks: Task[] = [{ schema: root, insideMeta: false }]
  for (let task = tasks.pop(); task !== undefined; task = tasks.pop()) {
    const { schema } = task
    const isEmbedded = schema.child('x-kubernetes-embedded-resource').value === true || schema === root
    const insideMeta = task.insideMeta && !isEmbedded
    if (hasDefault(schema.value as JsonSchema)) {
      const wrong = errorsOfDefault(schema, insideMeta, isEmbedded, context)
      yield* wrong
      if (wrong.every(({ message }) => message.endsWith(unknownWords))) yield* ruleErrors(schema, schema === root, context, checks)
    }
    for (const property of schema.child('properties').entries)
      if (isSchema(property)) tasks.push({ schema: property, insideMeta: insideMeta || (isEmbedded && identityFields.has(property.key)) })
    const items = schema.child('items')
    if (isSchema(items)) tasks.push({ schema: items, insideMeta })
  }
}

function ruleErrors(
  schema: Field,
  isRoot: boolean,
  { version }: ValidationContext,
  checks: DefaultRuleChecks | undefined
): readonly FieldError[] {
  const field = schema.child('default')
  const found = checks?.ofDefault(field.value, schema.value as JsonSchema, isRoot, version) ?? []
  return found.map(error => below(field, error))
}

function errorsOfDefault(schema: Field, insideMeta: boolean, isEmbedded: boolean, context: ValidationContext): readonly FieldError[] {
  const field = schema.child('default')
  const rules = { ...(schema.value as JsonSchema), ...(isEmbedded ? { 'x-kubernetes-embedded-resource': true } : {}) }
  const { value } = field
  const errors: FieldError[] = []
  if (!insideMeta) {
    const decoder = new CustomDecoder(schemaTable(context.version.minor))
    decoder.decodeValue(value, rules)
    if (decoder.unknown.length > 0) errors.push(invalid(field, value, unknownWords, context.version))
    const refused = decoder.embedded.find(({ gravity }) => gravity === 'abort')?.error
    if (refused !== undefined) {
      const message = refused.sentence.slice(formatFieldPath(refused.path).length + 2)
      return [...errors, below(field, { reason: 'FieldValueInvalid', field: formatFieldPath(refused.path), path: refused.path, message })]
    }
    const embedded = isObject(value) || Array.isArray(value) ? embeddedObjectErrors(value, rules, context) : []
    if (embedded.length > 0) return [...errors, ...embedded.map(error => below(field, error))]
  }
  const { errors: found } = new SchemaValidator(context.version, true).validate(value, rules, { name: '', path: [] })
  return [...errors, ...found.map(error => below(field, error))]
}

function invalid({ name, path }: Field, value: unknown, detail: string, { minor }: KubernetesVersion): FieldError {
  const shown = minor < jsonValuesSince ? anySyntax(value) : goShown(value)
  return { reason: 'FieldValueInvalid', field: name, path, message: `Invalid value: ${shown}: ${detail}` }
}

/** An error of a value as one of the field that holds the value. */
function below(holder: Field, error: FieldError): FieldError {
  const field = error.field === '<nil>' ? holder.name : `${holder.name}.${error.field}`
  const moved = { ...error, field, path: [...holder.path, ...error.path] }
  const shown = shownValue(error)
  return shown === undefined ? moved : showing(moved, shown.value, shown.printed)
}
