import type { FieldError } from '../../../k8s/field-error.ts'
import type { Field } from '../field.ts'
import { fieldError } from '../field-errors.ts'
import { annotationsErrors } from '../meta/annotations.ts'
import { labelsErrors } from '../meta/labels.ts'
import type { Rule, ValidationContext } from '../row.ts'
import { specErrors } from './pod.ts'
import { profileMismatchErrors } from './pod-annotation-fields.ts'
import { podAnnotationsErrors } from './pod-annotations.ts'

/** The pod template of a workload. Mirrors pkg/apis/core/validation/validation.go ValidatePodTemplateSpec, v1.36. */
export const podTemplateRules: readonly Rule[] = [podTemplateAt('spec.template')]

/** The pod template in the template of a CronJob's Jobs. */
export const cronJobTemplateRules: readonly Rule[] = [podTemplateAt('spec.jobTemplate.spec.template')]

/** The template that a PodTemplate object keeps. */
export const podTemplateObjectRules: readonly Rule[] = [podTemplateAt('template')]

/** A pod template at a place; one that is left out counts as empty. */
export function podTemplateAt(at: string): Rule {
  return { errors: (object, context) => podTemplateErrors(object.at(at), context) }
}

/** The server prints labels and annotations as if they were fields of the template itself. */
function* podTemplateErrors(template: Field, context: ValidationContext): Generator<FieldError> {
  const labels = template.at('metadata.labels')
  const annotations = template.at('metadata.annotations').printedBelow(template, '.annotations')
  const spec = template.child('spec')
  yield* labelsErrors(labels.printedBelow(template, '.labels'), context)
  yield* annotationsErrors(annotations, context)
  if (!annotations.empty) yield* podAnnotationsErrors(annotations, spec, context)
  yield* specErrors(spec, context)
  if (!annotations.empty) yield* profileMismatchErrors(template.child('metadata'), spec)
  if (!spec.child('ephemeralContainers').empty)
    yield fieldError('FieldValueForbidden', spec.child('ephemeralContainers'), 'ephemeral containers not allowed in pod template')
}
