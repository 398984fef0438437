import type { FieldError } from '../../../k8s/field-error.ts'
import { nameIsPathSegment } from '../../../k8s/names/object-name.ts'
import { duplicate, invalid, invalidAll, notSupported, required } from '../error-of.ts'
import type { Field } from '../field.ts'
import type { Rule } from '../row.ts'
import { oneOf } from '../rows.ts'

const operations = ['*', 'CONNECT', 'CREATE', 'DELETE', 'UPDATE']

/** Which requests are meant. Mirrors pkg/apis/admissionregistration/validation/validation.go validateRuleWithOperations, v1.36. */
export const requestRuleRules: readonly Rule[] = [
  { errors: operationErrors },
  { errors: rule => listErrors(rule.child('apiGroups'), 'API groups') },
  { errors: rule => listErrors(rule.child('apiVersions'), 'API versions') },
  { errors: emptyVersionErrors },
  { errors: rule => resourcesErrors(rule.child('resources')) },
  oneOf('scope', ['*', 'Cluster', 'Namespaced'], 'set'),
]

/** Mirrors validateNamedRuleWithOperations. */
export const namedRequestRuleRules: readonly Rule[] = [{ errors: resourceNameErrors }, ...requestRuleRules]

function* operationErrors(rule: Field): Generator<FieldError> {
  const field = rule.child('operations')
  yield* listErrors(field, 'operations')
  for (const operation of field.items) if (!operations.includes(operation.text)) yield notSupported(operation, operations, operation.text)
}

/** A list that must say something, in which `*` stands alone. */
function* listErrors(list: Field, words: string): Generator<FieldError> {
  const texts = textsOf(list)
  if (texts.length === 0) yield required(list)
  if (texts.length > 1 && texts.includes('*')) yield invalid(list, `if '*' is present, must not specify other ${words}`, texts)
}

function* emptyVersionErrors(rule: Field): Generator<FieldError> {
  for (const version of rule.child('apiVersions').items) if (version.text === '') yield required(version)
}

function textsOf(list: Field): readonly string[] {
  return list.items.map(({ text }) => text)
}

/** Mirrors validateResources. */
function* resourcesErrors(resources: Field): Generator<FieldError> {
  if (resources.items.length === 0) yield required(resources)
  const withAllSubresources = new Set<string>()
  const ofAllResources = new Set<string>()
  let lastIsPlain = false
  for (const item of resources.items) {
    const { text } = item
    if (text === '') {
      yield required(item)
      continue
    }
    const slash = text.indexOf('/')
    if (slash === -1) {
      lastIsPlain = text !== '*'
      continue
    }
    const [resource, subresource] = [text.slice(0, slash), text.slice(slash + 1)]
    if (withAllSubresources.has(resource)) yield invalid(item, `if '${resource}/*' is present, must not specify ${text}`, text)
    if (ofAllResources.has(subresource)) yield invalid(item, `if '*/${subresource}' is present, must not specify ${text}`, text)
    if (subresource === '*') withAllSubresources.add(resource)
    if (resource === '*') ofAllResources.add(subresource)
  }
  const texts = textsOf(resources)
  if (texts.length > 1 && texts.includes('*/*')) yield invalid(resources, "if '*/*' is present, must not specify other resources", texts)
  if (texts.includes('*') && lastIsPlain)
    yield invalid(resources, "if '*' is present, must not specify other resources without subresources", texts)
}

function* resourceNameErrors(rule: Field): Generator<FieldError> {
  const seen = new Set<string>()
  for (const name of rule.child('resourceNames').items) {
    yield* invalidAll(name, nameIsPathSegment(name.text, false), name.text)
    if (seen.has(name.text)) yield duplicate(name, name.text)
    seen.add(name.text)
  }
}
