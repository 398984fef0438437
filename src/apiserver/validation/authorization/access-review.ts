import type { FieldError } from '../../../k8s/field-error.ts'
import { forbidden, invalid, required } from '../error-of.ts'
import type { Field } from '../field.ts'
import { type GoField, goStruct } from '../go-struct.ts'
import { labelSelectorRules } from '../meta/label-selector.ts'
import type { Rule, ValidationContext } from '../row.ts'
import { struct } from '../struct.ts'
import { errorsOf } from '../validate.ts'

/** The first minor with AuthorizeWithSelectors on. */
const selectorsSince = 32
const nonResourceFields: readonly GoField[] = [
  ['Path', 'path', 'text'],
  ['Verb', 'verb', 'text'],
]
const withValues = ['In', 'NotIn']
const withoutValues = ['Exists', 'DoesNotExist']

/** Mirrors pkg/apis/authorization/validation/validation.go ValidateSelfSubjectAccessReview, v1.36. */
export const selfAccessReviewRules: readonly Rule[] = [struct('spec', [{ errors: attributesErrors }]), { errors: metadataErrors([]) }]

/** Mirrors ValidateSubjectAccessReview. */
export const accessReviewRules: readonly Rule[] = [
  struct('spec', [{ errors: subjectErrors }, { errors: attributesErrors }]),
  { errors: metadataErrors([]) },
]

/** Mirrors ValidateLocalSubjectAccessReview. */
export const localAccessReviewRules: readonly Rule[] = [
  struct('spec', [{ errors: subjectErrors }, { errors: attributesErrors }]),
  { errors: metadataErrors(['namespace']) },
  { errors: localErrors },
]

function* subjectErrors(spec: Field): Generator<FieldError> {
  const user = spec.child('user')
  if (user.text === '' && spec.child('groups').empty) yield invalid(user, 'at least one of user or group must be specified', '')
}

function* attributesErrors(spec: Field, context: ValidationContext): Generator<FieldError> {
  const resource = spec.child('resourceAttributes')
  const other = spec.child('nonResourceAttributes')
  if (!resource.absent && !other.absent) yield invalid(other, 'cannot be specified in combination with resourceAttributes', shown(other))
  if (resource.absent && other.absent)
    yield invalid(resource, 'exactly one of nonResourceAttributes or resourceAttributes must be specified', null)
  if (resource.absent || context.version.minor < selectorsSince) return
  yield* selectorErrors(resource.child('fieldSelector'), fieldRequirementErrors, context)
  yield* selectorErrors(resource.child('labelSelector'), labelRequirementErrors, context)
}

/** Mirrors validateFieldSelectorAttributes and validateLabelSelectorAttributes. */
function* selectorErrors(
  selector: Field,
  requirementErrors: (requirement: Field, context: ValidationContext) => Iterable<FieldError>,
  context: ValidationContext
): Generator<FieldError> {
  if (selector.absent) return
  const raw = selector.child('rawSelector')
  const requirements = selector.child('requirements')
  const { items } = requirements
  if (raw.text !== '' && items.length > 0) yield invalid(raw, 'may not specified at the same time as requirements')
  if (raw.text === '' && items.length === 0)
    yield required(requirements, `when ${selector.name} is specified, requirements or rawSelector is required`)
  for (const requirement of items) yield* requirementErrors(requirement, context)
}

/** Mirrors apimachinery pkg/apis/meta/v1/validation/validation.go ValidateFieldSelectorRequirement, v1.36, which here takes any operator. */
function* fieldRequirementErrors(requirement: Field): Generator<FieldError> {
  const key = requirement.child('key')
  const operator = requirement.child('operator').text
  const values = requirement.child('values')
  if (key.text === '') yield required(key, 'must be specified')
  if (withValues.includes(operator) && values.empty) yield required(values, "must be specified when `operator` is 'In' or 'NotIn'")
  if (withoutValues.includes(operator) && !values.empty)
    yield forbidden(values, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'")
}

/** A requirement of a label selector, with any operator. */
function labelRequirementErrors(requirement: Field, context: ValidationContext): readonly FieldError[] {
  const [, expressions] = labelSelectorRules
  const rules = expressions !== undefined && 'rules' in expressions && Array.isArray(expressions.rules) ? expressions.rules : []
  const operator = requirement.child('operator').name
  return errorsOf(requirement, rules as readonly Rule[], context).filter(({ field }) => field !== operator)
}

/** A question has no metadata, but for what is named. */
function metadataErrors(allowed: readonly string[]): (review: Field) => Iterable<FieldError> {
  return review => {
    const metadata = review.child('metadata')
    if (metadata.keys.every(key => key === 'managedFields' || allowed.includes(key) || metadata.child(key).empty)) return []
    return [invalid(metadata, allowed.length === 0 ? 'must be empty' : 'must be empty except for namespace')]
  }
}

function* localErrors(review: Field): Generator<FieldError> {
  const namespace = review.at('spec.resourceAttributes.namespace')
  const other = review.at('spec.nonResourceAttributes')
  if (!review.at('spec.resourceAttributes').absent && namespace.text !== review.at('metadata.namespace').text)
    yield invalid(namespace, 'must match metadata.namespace', namespace.text)
  if (!other.absent) yield invalid(other, 'disallowed on this kind of request', shown(other))
}

function shown(attributes: Field): unknown {
  return goStruct(attributes.value, nonResourceFields)
}
