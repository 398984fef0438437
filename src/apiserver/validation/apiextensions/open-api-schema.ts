import type { FieldError } from '../../../k8s/field-error.ts'
import { forbidden, invalid, notSupported } from '../error-of.ts'
import type { Field } from '../field.ts'
import type { ValidationContext } from '../row.ts'
import { listAndMapErrors } from './list-and-map-types.ts'
import { ruleErrors } from './schema-rules.ts'

const types = ['array', 'boolean', 'integer', 'number', 'object', 'string']
const metaFields = new Set(['metadata', 'kind', 'apiVersion'])
const notSupportedFields = ['id', 'additionalItems', 'patternProperties', 'definitions', 'dependencies', '$ref']

/** A schema to look at, and what holds of it from where it stands. */
interface Task {
  readonly schema: Field
  readonly isRoot: boolean
  readonly insideMeta: boolean
  /** Why it may have no default. */
  readonly noDefaults?: string
}

/** What every schema within a schema must keep to. Mirrors apiextensions-apiserver pkg/apis/apiextensions/validation/validation.go ValidateCustomResourceDefinitionOpenAPISchema, v1.36. */
export function* openApiSchemaErrors(root: Field, context: ValidationContext): Generator<FieldError> {
  const tasks: Task[] = [{ schema: root, isRoot: true, insideMeta: false }]
  for (let task = tasks.pop(); task !== undefined; task = tasks.pop()) {
    const { schema } = task
    if (schema.absent) continue
    yield* standardErrors(task)
    if (schema.child('uniqueItems').value === true)
      yield forbidden(schema.child('uniqueItems'), 'uniqueItems cannot be set to true since the runtime complexity becomes quadratic')
    const additional = schema.child('additionalProperties')
    if (!additional.absent && !schema.child('properties').empty && additional.value !== true)
      yield forbidden(additional, 'additionalProperties and properties are mutual exclusive')
    const preserve = schema.child('x-kubernetes-preserve-unknown-fields')
    if (preserve.value === false) yield invalid(preserve, 'must be true or undefined')
    yield* listAndMapErrors(schema)
    yield* ruleErrors(schema, context)
    tasks.push(...nestedTasks(task))
  }
}

/** Mirrors specStandardValidatorV3.validate. */
function* standardErrors({ schema, insideMeta, noDefaults }: Task): Generator<FieldError> {
  const type = schema.child('type')
  if (type.text !== '' && !types.includes(type.text)) yield notSupported(type, types)
  const fallback = schema.child('default')
  if (!fallback.absent && noDefaults !== undefined) yield forbidden(fallback, `must not be set ${noDefaults}`)
  for (const name of notSupportedFields) {
    const field = schema.child(name)
    const isSet = ['id', 'patternProperties', 'definitions'].includes(name) ? !field.empty : !field.absent
    if (isSet) yield forbidden(field, `${name} is not supported`)
  }
  if (type.text === 'null') yield forbidden(type, 'type cannot be set to null, use nullable as an alternative')
  const items = schema.child('items')
  if (items.items.length > 0) yield forbidden(items, 'items must be a schema object and not an array')
  const embedded = schema.child('x-kubernetes-embedded-resource')
  if (insideMeta && embedded.value === true) yield forbidden(embedded, 'must not be used inside of resource meta')
}

function nestedTasks(task: Task): Task[] {
  const { schema, isRoot, insideMeta } = task
  const same = (field: Field): Task => ({ ...task, schema: field, isRoot: false })
  const tasks: Task[] = []
  const additional = schema.child('additionalProperties')
  const inside = insideMeta ? { noDefaults: 'inside additionalProperties applying to object metadata' } : {}
  if (isSchema(additional)) tasks.push({ ...same(additional), ...inside })
  const holdsResource = isRoot || schema.child('x-kubernetes-embedded-resource').value === true
  for (const property of schema.child('properties').entries) {
    const isMeta = holdsResource && metaFields.has(property.key)
    const top = isMeta && isRoot ? { noDefaults: `in top-level ${property.key}` } : {}
    tasks.push({ ...same(property), ...(isMeta ? { insideMeta: true } : {}), ...top })
  }
  tasks.push(same(schema.child('not')))
  for (const list of ['allOf', 'oneOf', 'anyOf']) tasks.push(...schema.child(list).items.map(same))
  tasks.push(...schema.child('definitions').entries.map(same))
  const items = schema.child('items')
  tasks.push(...(isSchema(items) ? [same(items)] : items.items.map(same)))
  tasks.push(...schema.child('dependencies').entries.filter(isSchema).map(same))
  return tasks
}

/** Whether a value is a schema, where a list or a boolean may stand too. */
export function isSchema({ value }: Field): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
