import type { FieldError } from '../../../k8s/field-error.ts'
import { matchesLabels } from '../../../k8s/label-selector.ts'
import type { Field } from '../field.ts'
import { fieldError } from '../field-errors.ts'
import type { Rule } from '../row.ts'
import { forbidden, nonNegative, oneOf, present, required } from '../rows.ts'
import { podTemplateRules } from './pod-template.ts'

type Labels = Readonly<Record<string, string>>

/** What a ReplicationController must keep to. Mirrors pkg/apis/core/validation/validation.go ValidateReplicationControllerSpec, v1.36. */
export const replicationControllerRules: readonly Rule[] = [
  nonNegative('spec.minReadySeconds'),
  required('spec.selector'),
  nonNegative('spec.replicas'),
  present('spec.template'),
  {
    at: '',
    when: controller => !controller.at('spec.template').absent,
    rules: [
      { errors: selectorErrors },
      ...podTemplateRules,
      oneOf('spec.template.spec.restartPolicy', ['Always'], 'always'),
      forbidden('spec.template.spec.activeDeadlineSeconds', 'activeDeadlineSeconds in ReplicationController is not Supported'),
    ],
  },
]

/** Mirrors ValidatePodTemplateSpecForRC, v1.36. */
function* selectorErrors(controller: Field): Generator<FieldError> {
  const selector = controller.at('spec.selector')
  const labels = controller.at('spec.template.metadata.labels')
  if (!selector.empty && !matchesLabels(selector.value as Labels, (labels.value ?? undefined) as Labels | undefined))
    yield fieldError('FieldValueInvalid', labels, '`selector` does not match template `labels`')
}
