import type { FieldError } from '../../../k8s/field-error.ts'
import { dnsSubdomainErrors } from '../../../k8s/names/dns.ts'
import { nameIsPathSegment } from '../../../k8s/names/object-name.ts'
import { duplicate, forbidden, invalid, invalidAll, required as missing, notSupported } from '../error-of.ts'
import type { Field } from '../field.ts'
import { labelSelector } from '../meta/label-selector.ts'
import type { Rule, ValidationContext } from '../row.ts'
import { formatted, oneOf, required } from '../rows.ts'
import { struct } from '../struct.ts'
import { errorsOf } from '../validate.ts'
import { matchResourcesRules, mutatingOperationErrors } from './match-resources.ts'

/** The first minor whose errors spell `matchResources` right. */
const spelledSince = 32
const actions = ['Audit', 'Deny', 'Warn']
const denyAndWarn =
  'must not contain both Deny and Warn (repeating the same validation failure information in the API response and headers serves no purpose)'

/** Mirrors pkg/apis/admissionregistration/validation/validation.go validateParamRef, v1.36. */
const paramRefRules: readonly Rule[] = [
  { errors: nameErrors },
  labelSelector('selector'),
  required('parameterNotFoundAction'),
  oneOf('parameterNotFoundAction', ['Deny', 'Allow']),
]

const bindingSpecRules: readonly Rule[] = [
  required('policyName'),
  formatted('policyName', dnsSubdomainErrors),
  { at: 'paramRef', rules: paramRefRules },
  { at: 'matchResources', since: spelledSince, rules: matchResourcesRules },
  { of: 'matchResources', until: spelledSince - 1, errors: misspeltErrors },
]

/** Older versions misspell the field. */
function misspeltErrors(spec: Field, context: ValidationContext): readonly FieldError[] {
  return errorsOf(spec.child('matchResources', 'matchResouces'), matchResourcesRules, context)
}

/** Mirrors validateValidatingAdmissionPolicyBindingSpec, v1.36. */
export const validatingBindingRules: readonly Rule[] = [struct('spec', [...bindingSpecRules, { errors: actionErrors }])]

/** Mirrors validateMutatingAdmissionPolicyBindingSpec, v1.36. */
export const mutatingBindingRules: readonly Rule[] = [
  struct('spec', [...bindingSpecRules, { at: 'matchResources', rules: [{ errors: mutatingOperationErrors }] }]),
]

function* nameErrors(reference: Field): Generator<FieldError> {
  const name = reference.child('name')
  const selector = reference.child('selector')
  const both = 'name and selector are mutually exclusive'
  if (name.text === '') {
    if (selector.absent) yield missing(reference, 'one of name or selector must be specified')
    return
  }
  yield* invalidAll(name, nameIsPathSegment(name.text, false), name.text)
  if (!selector.absent) {
    yield forbidden(name, both)
    yield forbidden(selector, both)
  }
}

/** Mirrors validateValidationActions. */
function* actionErrors(spec: Field): Generator<FieldError> {
  const field = spec.child('validationActions')
  const seen = new Set<string>()
  for (const action of field.items) {
    if (!actions.includes(action.text)) yield notSupported(action, actions, action.text)
    if (seen.has(action.text)) yield duplicate(action, action.text)
    seen.add(action.text)
  }
  if (seen.has('Deny') && seen.has('Warn')) yield invalid(field, denyAndWarn)
  if (seen.size === 0) yield missing(field, 'at least one validation action is required')
}
