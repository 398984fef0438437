import type { FieldError } from '../../../k8s/field-error.ts'
import { forbidden, invalid, notSupported, required } from '../error-of.ts'
import type { Field } from '../field.ts'
import { isSchema } from './open-api-schema.ts'

const mapTypes = ['atomic', 'granular']
const listTypes = ['atomic', 'set', 'map']
const mapKeys = 'x-kubernetes-list-map-keys'
const atomicItem = 'must be atomic as item of a list with x-kubernetes-list-type=set'

/** How lists and maps are merged. Mirrors the middle of ValidateCustomResourceDefinitionOpenAPISchema and validateMapListKeysMapSet, v1.36. */
export function* listAndMapErrors(schema: Field): Generator<FieldError> {
  const type = schema.child('type')
  const mapType = schema.child('x-kubernetes-map-type')
  const listType = schema.child('x-kubernetes-list-type')
  const items = schema.child('items')
  if (!mapType.absent) {
    if (type.text !== 'object') yield mustBe(type, 'must be object if x-kubernetes-map-type is specified')
    if (!mapTypes.includes(mapType.text)) yield notSupported(mapType, mapTypes)
  }
  if (!listType.absent) {
    if (type.text !== 'array') yield mustBe(type, 'must be array if x-kubernetes-list-type is specified')
    else if (listType.text === 'set' && isSchema(items)) yield* setItemErrors(items)
    if (!listTypes.includes(listType.text)) yield notSupported(listType, listTypes)
  }
  const keys = schema.child(mapKeys)
  if (!keys.empty && listType.text !== 'map') {
    const words = 'must be map if x-kubernetes-list-map-keys is non-empty'
    yield listType.absent ? required(listType, words) : invalid(listType, words)
  }
  if (listType.text === 'map') yield* mapListErrors(keys, items)
  if ((listType.text === 'set' || listType.text === 'map') && isSchema(items)) yield* keyErrors(listType.text, keys, items)
}

function mustBe(type: Field, words: string): FieldError {
  return type.text === '' ? required(type, words) : invalid(type, words)
}

function* setItemErrors(items: Field): Generator<FieldError> {
  const listType = items.child('x-kubernetes-list-type')
  const mapType = items.child('x-kubernetes-map-type')
  const type = items.child('type').text
  if (type === 'array' && !listType.absent && listType.text !== 'atomic') yield invalid(listType, atomicItem)
  if (type === 'object' && mapType.text !== 'atomic') yield invalid(mapType, atomicItem, listType.value)
}

function* mapListErrors(keys: Field, items: Field): Generator<FieldError> {
  if (keys.empty) yield required(keys, 'must not be empty if x-kubernetes-list-type is map')
  if (items.absent) yield required(items, 'must have a schema if x-kubernetes-list-type is map')
  else if (!isSchema(items)) yield invalid(items, 'must only have a single schema if x-kubernetes-list-type is map')
  else if (items.child('type').text !== 'object')
    yield invalid(items.child('type'), "must be object if parent array's x-kubernetes-list-type is map", items.child('type').text)
  else {
    const seen = new Set<string>()
    const properties = items.child('properties')
    for (const { text } of keys.items) {
      const property = properties.entry(text)
      const type = property.child('type')
      if (!properties.keys.includes(text)) yield invalid(keys, 'entries must all be names of item properties')
      else if (type.text === 'array' || type.text === 'object')
        yield invalid(type, "must be a scalar type if parent array's x-kubernetes-list-type is map", items.child('type').text)
      if (seen.has(text)) yield invalid(keys, 'must not contain duplicate entries')
      seen.add(text)
    }
  }
}

/** Items and the keys that tell them apart must be there. */
function* keyErrors(listType: string, keys: Field, items: Field): Generator<FieldError> {
  const nullable = items.child('nullable')
  if (nullable.value === true) yield forbidden(nullable, `cannot be nullable when x-kubernetes-list-type is ${listType}`)
  if (listType !== 'map') return
  const isRequired = new Set(items.child('required').items.map(({ text }) => text))
  const properties = items.child('properties')
  for (const { text } of keys.items) {
    if (!properties.keys.includes(text)) continue
    const property = properties.entry(text)
    if (!isRequired.has(text) && property.child('default').absent)
      yield required(
        property.child('default'),
        'this property is in x-kubernetes-list-map-keys, so it must have a default or be a required property'
      )
    if (property.child('nullable').value === true)
      yield forbidden(property.child('nullable'), 'this property is in x-kubernetes-list-map-keys, so it cannot be nullable')
  }
}
