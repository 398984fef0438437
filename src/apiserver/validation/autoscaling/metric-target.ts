import type { FieldError } from '../../../k8s/field-error.ts'
import { quantitySign } from '../../../k8s/quantity.ts'
import { shownAmount } from '../core/quantities.ts'
import { quantityOf } from '../core/resource-requirements.ts'
import { invalid, numberOf, required } from '../error-of.ts'
import type { Field } from '../field.ts'

const types = ['Utilization', 'Value', 'AverageValue']

/** What a metric should come to. Mirrors pkg/apis/autoscaling/validation/validation.go validateMetricTarget, v1.36. */
export function* targetErrors(target: Field): Generator<FieldError> {
  const type = target.child('type')
  if (type.text === '') yield required(type, 'must specify a metric target type')
  if (!types.includes(type.text)) yield invalid(type, 'must be either Utilization, Value, or AverageValue', type.text)
  for (const name of ['value', 'averageValue']) {
    const field = target.child(name)
    const quantity = quantityOf(field)
    if (quantity !== undefined && quantitySign(quantity) <= 0) yield invalid(field, 'must be positive', shownAmount(field, false))
  }
  const utilization = target.child('averageUtilization')
  if (!utilization.absent && numberOf(utilization) < 1) yield invalid(utilization, 'must be greater than 0')
}
