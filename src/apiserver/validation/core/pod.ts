import type { FieldError } from '../../../k8s/field-error.ts'
import type { Field } from '../field.ts'
import { fieldError } from '../field-errors.ts'
import type { Rule, ValidationContext } from '../row.ts'
import { errorsOf } from '../validate.ts'
import { imagePaddingErrors } from './image-padding.ts'
import { profileMismatchErrors } from './pod-annotation-fields.ts'
import { podAnnotationsErrors } from './pod-annotations.ts'
import { podSpecRules } from './pod-spec.ts'

/** Mirrors pkg/apis/core/validation/validation.go ValidatePodCreate, v1.36. */
export const podRules: readonly Rule[] = [
  { errors: (pod, context) => podAnnotationsErrors(pod.at('metadata.annotations'), pod.child('spec'), context) },
  { errors: (pod, context) => specErrors(pod.child('spec'), context) },
  { errors: podOnlyErrors },
  { errors: pod => profileMismatchErrors(pod.child('metadata'), pod.child('spec')) },
]

/** The rules of the spec, also where none is written. */
export function specErrors(spec: Field, context: ValidationContext): readonly FieldError[] {
  return errorsOf(spec.absent ? spec.withValue({}) : spec, podSpecRules, context)
}

/** What templates may have, and pods may not. */
function* podOnlyErrors(pod: Field): Generator<FieldError> {
  const spec = pod.child('spec')
  for (const list of ['containers', 'initContainers']) for (const container of spec.child(list).items) yield* imagePaddingErrors(container)
  if (!spec.child('ephemeralContainers').empty)
    yield fieldError('FieldValueForbidden', spec.child('ephemeralContainers'), 'cannot be set on create')
  if (spec.child('nodeName').text !== '' && !spec.child('schedulingGates').empty)
    yield fieldError('FieldValueForbidden', spec.child('nodeName'), 'cannot be set until all schedulingGates have been cleared')
}
