import type { FieldError } from '../../../k8s/field-error.ts'
import type { Field } from '../field.ts'
import { fieldError } from '../field-errors.ts'
import type { Rule } from '../row.ts'
import { hostPortConflicts, initHostPortConflicts } from './host-ports.ts'
import { podResourcesErrors } from './pod-resources.ts'
import { containerResourceNameErrors } from './resource-name.ts'
import { resourceRequirementsErrors } from './resource-requirements.ts'

/** What every container must keep to. Mirrors validateContainerCommon, v1.36. */
const containerRules: readonly Rule[] = [
  { at: 'resources', rules: [{ errors: resources => resourceRequirementsErrors(resources, containerNameErrors) }] },
]

/** What a pod spec must keep to, in a Pod or in a template. Mirrors pkg/apis/core/validation/validation.go ValidatePodSpec, v1.36. */
export const podSpecRules: readonly Rule[] = [
  { at: 'containers', each: 'item', rules: containerRules },
  { errors: spec => hostPortConflicts(spec.child('containers')) },
  { at: 'initContainers', each: 'item', rules: containerRules },
  { errors: spec => initHostPortConflicts(spec.child('initContainers')) },
  { errors: podResourcesErrors, gate: 'PodLevelResources' },
]

function containerNameErrors(field: Field): readonly FieldError[] {
  return containerResourceNameErrors(field.key).map(detail => fieldError('FieldValueInvalid', field, detail, field.key))
}
