import type { FieldError } from '../../../k8s/field-error.ts'
import type { Field } from '../field.ts'
import { fieldError } from '../field-errors.ts'
import type { Rule, ValidationContext } from '../row.ts'
import { errorsOf } from '../validate.ts'
import { imagePaddingErrors } from './image-padding.ts'
import { profileMismatchErrors } from './pod-annotation-fields.ts'
import { podAnnotationsErrors } from './pod-annotations.ts'
import { podSpecRules } from './pod-spec.ts'

/** What every pod must keep to. Mirrors pkg/apis/core/validation/validation.go validatePodMetadataAndSpec, v1.36. */
export const podUpdateRules: readonly Rule[] = [
  { errors: (pod, context) => podAnnotationsErrors(pod.at('metadata.annotations'), pod.child('spec'), context) },
  { errors: (pod, context) => specErrors(pod.child('spec'), context) },
  { errors: paddingErrors },
]

/** What a new one must keep to. Mirrors ValidatePodCreate. */
export const podRules: readonly Rule[] = [
  ...podUpdateRules,
  { errors: newPodErrors },
  { errors: pod => profileMismatchErrors(pod.child('metadata'), pod.child('spec')) },
]

/** The rules of the spec, also where none is written. */
export function specErrors(spec: Field, context: ValidationContext): readonly FieldError[] {
  return errorsOf(spec.absent ? spec.withValue({}) : spec, podSpecRules, context)
}

/** White space that templates may have, and pods may not. */
function* paddingErrors(pod: Field): Generator<FieldError> {
  for (const list of ['containers', 'initContainers'])
    for (const container of pod.child('spec').child(list).items) yield* imagePaddingErrors(container)
}

function* newPodErrors(pod: Field): Generator<FieldError> {
  const spec = pod.child('spec')
  if (!spec.child('ephemeralContainers').empty)
    yield fieldError('FieldValueForbidden', spec.child('ephemeralContainers'), 'cannot be set on create')
  if (spec.child('nodeName').text !== '' && !spec.child('schedulingGates').empty)
    yield fieldError('FieldValueForbidden', spec.child('nodeName'), 'cannot be set until all schedulingGates have been cleared')
}
