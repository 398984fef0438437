import type { FieldError } from '../../../k8s/field-error.ts'
import type { Field } from '../field.ts'
import { fieldError } from '../field-errors.ts'
import { annotationsErrors, areAnnotations } from '../meta/annotations.ts'
import { areLabels, labelsErrors } from '../meta/labels.ts'
import type { Rule, ValidationContext } from '../row.ts'
import { isEmptyValue, memberOf } from '../value-check.ts'
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
function podTemplateErrors(template: Field, context: ValidationContext): readonly FieldError[] {
  const metadata = memberOf(template.value, 'metadata')
  const spec = template.child('spec')
  const errors: FieldError[] = []
  if (!areLabels(memberOf(metadata, 'labels'), context))
    errors.push(...labelsErrors(template.at('metadata.labels').printedBelow(template, '.labels'), context))
  if (isEmptyValue(memberOf(metadata, 'annotations'))) for (const error of specErrors(spec, context)) errors.push(error)
  else errors.push(...annotatedErrors(template, spec, context))
  if (!isEmptyValue(memberOf(spec.value, 'ephemeralContainers')))
    errors.push(fieldError('FieldValueForbidden', spec.child('ephemeralContainers'), 'ephemeral containers not allowed in pod template'))
  return errors
}

function annotatedErrors(template: Field, spec: Field, context: ValidationContext): readonly FieldError[] {
  const annotations = template.at('metadata.annotations').printedBelow(template, '.annotations')
  return [
    ...(areAnnotations(annotations.value, context) ? [] : annotationsErrors(annotations, context)),
    ...podAnnotationsErrors(annotations, spec, context),
    ...specErrors(spec, context),
    ...profileMismatchErrors(template.child('metadata'), spec),
  ]
}
