import type { FieldError } from '../../../k8s/field-error.ts'
import { isAtLeast } from '../../../k8s/version.ts'
import { invalid, notSupported, required } from '../error-of.ts'
import type { Field } from '../field.ts'
import type { ValidationContext } from '../row.ts'
import { schemaFieldPath } from './field-path.ts'

const reasons = ['FieldValueDuplicate', 'FieldValueForbidden', 'FieldValueInvalid', 'FieldValueRequired']
const lineBreak = /[\n\r]/
/** The first minor whose errors do not name their field once more. */
const plainWordsSince = 34

/** Everything about `x-kubernetes-validations` but the expressions. Mirrors the end of ValidateCustomResourceDefinitionOpenAPISchema, v1.36. */
export function* ruleErrors(schema: Field, { version }: ValidationContext): Generator<FieldError> {
  for (const rule of schema.child('x-kubernetes-validations').items) {
    yield* textErrors(rule, isAtLeast(version, plainWordsSince) ? '' : 'message ')
    const messageExpression = rule.child('messageExpression')
    if (isBlank(messageExpression.text)) yield required(messageExpression, 'messageExpression must be non-empty if specified')
    const reason = rule.child('reason')
    if (!reason.absent && !reasons.includes(reason.text)) yield notSupported(reason, reasons)
    const path = rule.child('fieldPath')
    const subject = isAtLeast(version, plainWordsSince) ? '' : 'fieldPath '
    if (isBlank(path.text)) yield invalid(path, `${subject}must be non-empty if specified`)
    if (lineBreak.test(path.text)) yield invalid(path, `${subject}must not contain line breaks`)
    if (path.text !== '' && typeof schemaFieldPath(path.text, schema, true) === 'string' && isConvertible(schema))
      yield invalid(path, `${subject}must be a valid path`)
  }
}

const unconvertible = ['$schema', '$ref', 'patternProperties', 'definitions', 'dependencies']
const lists = ['allOf', 'anyOf', 'oneOf']

/** Whether paths can be looked up in a schema at all. Mirrors apiextensions-apiserver pkg/apiserver/schema/convert.go NewStructural, v1.36. */
function isConvertible(root: Field): boolean {
  const open = [root]
  for (let schema = open.pop(); schema !== undefined; schema = open.pop()) {
    const items = schema.child('items')
    if (schema.child('id').text !== '' || schema.has('additionalItems') || items.items.length > 0) return false
    if (unconvertible.some(name => !schema!.child(name).empty)) return false
    const parts = [schema.child('not'), items, schema.child('additionalProperties'), ...schema.child('properties').entries]
    for (const list of lists) parts.push(...schema.child(list).items)
    open.push(...parts.filter(part => part.keys.length > 0))
  }
  return true
}

/** The rule and its message; only the first thing that is wrong is told. */
function* textErrors(rule: Field, subject: string): Generator<FieldError> {
  const expression = rule.child('rule')
  const message = rule.child('message')
  if (expression.text.trim() === '') yield required(expression, 'rule is not specified')
  else if (isBlank(message.text)) yield invalid(message, `${subject}must be non-empty if specified`)
  else if (lineBreak.test(message.text.trim())) yield invalid(message, `${subject}must not contain line breaks`)
  else if (lineBreak.test(expression.text.trim()) && message.text.trim() === '')
    yield required(message, 'message must be specified if rule contains line breaks')
}

function isBlank(text: string): boolean {
  return text !== '' && text.trim() === ''
}
