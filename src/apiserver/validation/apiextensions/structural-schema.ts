import type { FieldError } from '../../../k8s/field-error.ts'
import { isAtLeast } from '../../../k8s/version.ts'
import { patternOf } from '../custom/go-pattern.ts'
import { forbidden, invalid, required } from '../error-of.ts'
import type { Field } from '../field.ts'
import type { ValidationContext } from '../row.ts'
import { isGoZero } from './go-schema.ts'
import { isSchema } from './open-api-schema.ts'

type Level = 'root' | 'item' | 'field'

/** A part of a schema: of its structure, or of a condition on it. */
interface Task {
  readonly schema: Field
  readonly level: Level
  readonly isCondition: boolean
  /** Whether `anyOf` says integer or string, which is part of the structure. */
  readonly skipAnyOf?: boolean
  /** Whether the first of `allOf` does. */
  readonly skipFirstAllOf?: boolean
}

const emptyWords: Readonly<Record<Level, string>> = {
  root: 'must not be empty at the root',
  item: 'must not be empty for specified array items',
  field: 'must not be empty for specified object fields',
}
const integerThenString = ['integer', 'string']
/** What a condition may say beside its type without saying anything: the server drops it, or it is nothing. */
const droppedFields = new Set(['id', '$schema', '$ref', 'patternProperties', 'dependencies', 'definitions'])
/** Older versions drop `externalDocs` too. */
const docsSince = 36
const emptyLists = new Set(['enum', 'allOf', 'anyOf', 'oneOf'])
const preserve = 'x-kubernetes-preserve-unknown-fields'
const embedded = 'x-kubernetes-embedded-resource'
const intOrStringField = 'x-kubernetes-int-or-string'

/** What a condition may not say, as it is part of the structure. */
const structureOnly: readonly (readonly [string, string])[] = [
  ['title', 'must be empty to be structural'],
  ['description', 'must be empty to be structural'],
  ['nullable', 'must be false to be structural'],
  [preserve, 'must be false to be structural'],
  [embedded, 'must be false to be structural'],
  [intOrStringField, 'must be false to be structural'],
  ['x-kubernetes-list-map-keys', 'must be empty to be structural'],
  ['x-kubernetes-validations', 'must be empty to be structural'],
]

/** What no schema with structure can say, of the first schema that says it. Mirrors apiextensions-apiserver pkg/apiserver/schema/convert.go NewStructural, v1.36. */
export function unsupportedInStructural(root: Field): string | undefined {
  const tasks: Field[] = [root]
  for (let schema = tasks.pop(); schema !== undefined; schema = tasks.pop()) {
    for (const name of ['id', '$schema', '$ref', 'patternProperties', 'dependencies', 'additionalItems', 'definitions']) {
      const field = schema.child(name)
      if (name === 'additionalItems' ? !field.absent : !field.empty)
        return `OpenAPIV3Schema '${name.replace(/^\$s/, 's')}' is not supported`
    }
    if (schema.child(preserve).value === false) return "internal error: 'x-kubernetes-preserve-unknown-fields' must be true or undefined"
    const items = schema.child('items')
    if (items.items.length > 0) return "OpenAPIV3Schema 'items' must be a schema, but is an array"
    tasks.push(...partsOf(schema), ...conditionsOf(schema))
  }
  return undefined
}

/** Schemas of the parts of a value. */
export function partsOf(schema: Field): readonly Field[] {
  return [...schema.child('properties').entries, ...['items', 'additionalProperties'].map(name => schema.child(name)).filter(isSchema)]
}

/** Schemas that the value itself must fit, or not. */
export function conditionsOf(schema: Field): readonly Field[] {
  const lists = ['anyOf', 'allOf', 'oneOf'].flatMap(name => schema.child(name).items)
  return isSchema(schema.child('not')) ? [...lists, schema.child('not')] : lists
}

/** Mirrors pkg/apiserver/schema/validation.go validateStructuralInvariants, v1.36. */
export function* structuralErrors(root: Field, { version }: ValidationContext): Generator<FieldError> {
  const docsCount = isAtLeast(version, docsSince)
  const tasks: Task[] = [{ schema: root, level: 'root', isCondition: false }]
  for (let task = tasks.pop(); task !== undefined; task = tasks.pop()) {
    const { schema, level, isCondition } = task
    if (isCondition) yield* conditionErrors(schema)
    else yield* structureErrors(schema, level)
    const pattern = schema.child('pattern')
    const wrong = pattern.text === '' ? undefined : patternOf(pattern.text)
    if (typeof wrong === 'string') yield invalid(pattern, `must be a valid regular expression, but isn't: ${wrong}`)
    tasks.push(...nested(task, docsCount))
  }
}

function nested({ schema, level, isCondition, skipAnyOf, skipFirstAllOf }: Task, docsCount: boolean): Task[] {
  const tasks: Task[] = []
  for (const property of schema.child('properties').entries) tasks.push({ schema: property, level: 'field', isCondition })
  const items = schema.child('items')
  if (isSchema(items)) tasks.push({ schema: items, level: isCondition ? level : 'item', isCondition })
  const additional = schema.child('additionalProperties')
  if (isSchema(additional) && !isCondition) tasks.push({ schema: additional, level: 'field', isCondition })
  const anyOf = schema.child('anyOf')
  const allOf = schema.child('allOf').items
  const hides = isCondition ? skipAnyOf === true : isIntOrString(anyOf, docsCount)
  const hidesFirst = isCondition ? skipFirstAllOf === true : allOf.length > 0 && isIntOrString(allOf[0]!.child('anyOf'), docsCount)
  if (!hides) tasks.push(...anyOf.items.map(condition))
  tasks.push(...allOf.map((field, index) => ({ ...condition(field), skipAnyOf: hidesFirst && index === 0 })))
  tasks.push(...schema.child('oneOf').items.map(condition))
  if (isSchema(schema.child('not'))) tasks.push(condition(schema.child('not')))
  return tasks

  function condition(field: Field): Task {
    return { schema: field, level, isCondition: true }
  }
}

/** Mirrors isIntOrStringAnyOfPattern: nothing but the two types. */
function isIntOrString({ items }: Field, docsCount: boolean): boolean {
  return (
    items.length === 2 &&
    items.every((item, index) => item.child('type').text === integerThenString[index] && saysOnlyType(item, docsCount))
  )
}

function saysOnlyType(schema: Field, docsCount: boolean): boolean {
  return schema.keys.every(key => {
    const { value } = schema.child(key)
    if (key === 'type' || droppedFields.has(key) || isGoZero(key, value)) return true
    if (key === 'externalDocs' && !docsCount) return true
    return emptyLists.has(key) && Array.isArray(value) && value.length === 0
  })
}

function* structureErrors(schema: Field, level: Level): Generator<FieldError> {
  const type = schema.child('type')
  const properties = schema.child('properties')
  const additional = schema.child('additionalProperties')
  const isEmbedded = schema.child(embedded).value === true
  const isPreserved = schema.child(preserve).value === true
  const isEither = schema.child(intOrStringField).value === true
  if (type.text === 'array' && !isSchema(schema.child('items'))) yield required(schema.child('items'), 'must be specified')
  if (!additional.absent && level === 'root') yield forbidden(additional, 'must not be used at the root')
  if (isEither && isPreserved) yield invalid(schema.child(preserve), 'must be false if x-kubernetes-int-or-string is true')
  if (isEither && isEmbedded) yield invalid(schema.child(embedded), 'must be false if x-kubernetes-int-or-string is true')
  const objectWords = 'must be object if x-kubernetes-embedded-resource is true'
  if (isEmbedded && type.text !== 'object') yield type.text === '' ? required(type, objectWords) : invalid(type, objectWords)
  else if (type.text === '' && !isEither && !isPreserved) yield required(type, emptyWords[level])
  if (isEmbedded && !additional.absent) yield forbidden(additional, 'must not be used if x-kubernetes-embedded-resource is set')
  if (level === 'root' && type.text !== '' && type.text !== 'object') yield invalid(type, 'must be object at the root')
  if (level === 'root' || isEmbedded)
    for (const name of ['kind', 'apiVersion']) {
      const member = properties.entry(name).child('type')
      if (properties.keys.includes(name) && member.text !== 'string') yield invalid(member, 'must be string', member.text)
    }
  if (properties.keys.includes('metadata')) yield* metadataErrors(properties.entry('metadata'), level, isEmbedded)
  if (isEmbedded && !isPreserved && properties.empty)
    yield required(properties, 'must not be empty if x-kubernetes-embedded-resource is true without x-kubernetes-preserve-unknown-fields')
}

/** Mirrors validateStructuralMetadataInvariants. */
function* metadataErrors(metadata: Field, level: Level, isEmbedded: boolean): Generator<FieldError> {
  const type = metadata.child('type')
  if ((level === 'root' || isEmbedded) && type.text !== 'object') yield invalid(type, 'must be object', type.text)
  if (level !== 'root') return
  const names = metadata.child('properties').keys
  const onlyNames = names.every(name => name === 'name' || name === 'generateName')
  const others = metadata.keys.filter(key => !['type', 'properties', 'default'].includes(key) && !metadata.child(key).empty)
  if (!onlyNames || others.length > 0)
    yield forbidden(metadata, 'must not specify anything other than name and generateName, but metadata is implicitly specified')
}

/** Mirrors validateNestedValueValidation. */
function* conditionErrors(schema: Field): Generator<FieldError> {
  const type = schema.child('type')
  if (type.text !== '') yield forbidden(type, 'must be empty to be structural')
  const additional = schema.child('additionalProperties')
  if (!additional.absent && additional.value !== false) yield forbidden(additional, 'must be undefined to be structural')
  if (!schema.child('default').absent) yield forbidden(schema.child('default'), 'must be undefined to be structural')
  for (const [name, words] of structureOnly) if (!schema.child(name).empty) yield forbidden(schema.child(name), words)
  for (const name of ['x-kubernetes-list-type', 'x-kubernetes-map-type'])
    if (!schema.child(name).absent) yield forbidden(schema.child(name), 'must be undefined to be structural')
  const properties = schema.child('properties')
  if (properties.keys.includes('metadata')) yield forbidden(properties.entry('metadata'), 'must not be specified in a nested context')
}
