import type { FieldError } from '../../../k8s/field-error.ts'
import { byteLength } from '../../../k8s/names/byte-length.ts'
import { qualifiedNameErrors } from '../../../k8s/names/qualified-name.ts'
import { isAtLeast } from '../../../k8s/version.ts'
import type { PolicyDeclarations } from '../../expressions/policy-environment.ts'
import { duplicate, invalid, invalidAll, notSupported, required } from '../error-of.ts'
import type { Field } from '../field.ts'
import type { Rule, ValidationContext } from '../row.ts'
import { struct } from '../struct.ts'
import { annotationExpressionErrors, messageExpressionErrors, policyDeclarations, validationExpressionErrors } from './expression-errors.ts'
import { plainWordsSince, policySpecRules } from './policy-spec.ts'

const mostAnnotations = 20
const longestExpression = 5 * 1024
const reasons = ['Forbidden', 'Invalid', 'RequestEntityTooLarge']
const neither = 'validations or auditAnnotations must contain at least one item'

/** Mirrors pkg/apis/admissionregistration/validation/validation.go ValidateValidatingAdmissionPolicy, v1.36. */
export const validatingAdmissionPolicyRules: readonly Rule[] = [struct('spec', [...policySpecRules, { errors: validationsErrors }])]

function* validationsErrors(spec: Field, context: ValidationContext): Generator<FieldError> {
  const validations = spec.child('validations')
  const annotations = spec.child('auditAnnotations')
  if (validations.empty && annotations.empty) {
    yield required(validations, neither)
    yield required(annotations, neither)
    return
  }
  const declarations = policyDeclarations(spec, context)
  for (const validation of validations.items) yield* validationErrors(validation, declarations)
  yield* annotationsErrors(spec, annotations, declarations)
}

/** Mirrors validateValidation. */
function* validationErrors(validation: Field, declarations: PolicyDeclarations): Generator<FieldError> {
  const expression = validation.child('expression')
  if (expression.text.trim() === '') yield required(expression, 'expression is not specified')
  else yield* validationExpressionErrors(expression, declarations)
  const messageExpression = validation.child('messageExpression')
  if (isBlank(messageExpression.text)) yield invalid(messageExpression, 'must be non-empty if specified')
  else if (messageExpression.text !== '') yield* messageExpressionErrors(messageExpression, declarations)
  const message = validation.child('message')
  const subject = isAtLeast(declarations.version, plainWordsSince) ? '' : 'message '
  if (isBlank(message.text)) yield invalid(message, `${subject}must be non-empty if specified`)
  else if (/[\n\r]/.test(message.text.trim())) yield invalid(message, `${subject}must not contain line breaks`)
  const reason = validation.child('reason')
  if (!reason.absent && !reasons.includes(reason.text)) yield notSupported(reason, reasons)
}

function isBlank(text: string): boolean {
  return text !== '' && text.trim() === ''
}

/** Mirrors validateAuditAnnotation. */
function* annotationsErrors(spec: Field, annotations: Field, declarations: PolicyDeclarations): Generator<FieldError> {
  const { items } = annotations
  if (items.length > mostAnnotations)
    yield invalid(annotations, `must not have more than ${mostAnnotations} auditAnnotations`, items.map(shown))
  const policy = spec.parent?.at('metadata.name').text ?? ''
  const keys = new Set<string>()
  for (const annotation of items) {
    const key = annotation.child('key')
    const name = `${policy}/${key.text}`
    if (policy === '') yield invalid(key, 'requires metadata.name be non-empty', key.text)
    else yield* invalidAll(key, qualifiedNameErrors(name, declarations.version), name)
    const expression = annotation.child('valueExpression')
    const text = expression.text.trim()
    if (text === '') yield required(expression, 'valueExpression is not specified')
    else if (byteLength(text) > longestExpression) yield required(expression, `must not exceed ${longestExpression} bytes in length`)
    else yield* annotationExpressionErrors(expression, declarations)
    if (keys.has(key.text)) yield duplicate(key, key.text)
    keys.add(key.text)
  }
}

/** An annotation as an error shows it: by the names of its Go fields. */
function shown(annotation: Field): unknown {
  return { Key: annotation.child('key').text, ValueExpression: annotation.child('valueExpression').text }
}
