import type { FieldError } from '../../../k8s/field-error.ts'
import { above100PercentErrors, intOrPercentErrors } from '../../../k8s/int-or-string.ts'
import { shownSelector } from '../apps/selector.ts'
import { invalid } from '../error-of.ts'
import type { Field } from '../field.ts'
import { labelSelector } from '../meta/label-selector.ts'
import type { Row, Rule } from '../row.ts'
import { oneOf } from '../rows.ts'
import { checkValue } from '../value-check.ts'

/** What a PodDisruptionBudget must keep to. Mirrors pkg/apis/policy/validation/validation.go ValidatePodDisruptionBudgetSpec, v1.36. */
export const podDisruptionBudgetRules: readonly Rule[] = [
  { at: 'spec', rules: [{ errors: bothErrors }] },
  ...shareRows('spec.minAvailable'),
  ...shareRows('spec.maxUnavailable'),
  labelSelector('spec.selector'),
  oneOf('spec.unhealthyPodEvictionPolicy', ['AlwaysAllow', 'IfHealthyBudget'], 'set'),
]

function shareRows(at: string): readonly Row[] {
  return [
    { at, reason: 'FieldValueInvalid', check: checkValue(value => intOrPercentErrors(value)) },
    { at, reason: 'FieldValueInvalid', check: checkValue(value => above100PercentErrors(value)) },
  ]
}

function* bothErrors(spec: Field): Generator<FieldError> {
  const min = spec.child('minAvailable')
  const max = spec.child('maxUnavailable')
  if (min.absent || max.absent) return
  yield invalid(spec, 'minAvailable and maxUnavailable cannot be both set', {
    MinAvailable: min.value,
    Selector: shownSelector(spec.child('selector')),
    MaxUnavailable: max.value,
    UnhealthyPodEvictionPolicy: spec.child('unhealthyPodEvictionPolicy').value ?? null,
  })
}
