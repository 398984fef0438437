import type { FieldError } from '../../../k8s/field-error.ts'
import { quantitySign } from '../../../k8s/quantity.ts'
import { formatQuantity } from '../../../k8s/quantity-text.ts'
import { quantityOf } from '../core/resource-requirements.ts'
import { invalid, notSupported, numberOf, required } from '../error-of.ts'
import type { Field } from '../field.ts'

const maxWindow = 3600
const maxPeriod = 1800
const policyTypes = ['Percent', 'Pods']
const selections = ['Disabled', 'Max', 'Min']

/** How fast replicas come and go. Mirrors pkg/apis/autoscaling/validation/validation.go validateBehavior, v1.36. */
export function* behaviorErrors(behavior: Field): Generator<FieldError> {
  for (const direction of ['scaleUp', 'scaleDown']) {
    const rules = behavior.child(direction)
    if (!rules.absent) yield* rulesErrors(rules)
  }
}

/** Mirrors validateScalingRules. */
function* rulesErrors(rules: Field): Generator<FieldError> {
  const window = rules.child('stabilizationWindowSeconds')
  if (numberOf(window) < 0) yield invalid(window, 'must be greater than or equal to zero')
  if (numberOf(window) > maxWindow) yield invalid(window, `must be less than or equal to ${maxWindow}`)
  const selection = rules.child('selectPolicy')
  if (!selection.absent && !selections.includes(selection.text)) yield notSupported(selection, selections)
  const policies = rules.child('policies')
  if (policies.empty) yield required(policies, 'must specify at least one Policy')
  for (const policy of policies.items) yield* policyErrors(policy)
  const tolerance = rules.child('tolerance')
  const quantity = quantityOf(tolerance)
  if (quantity !== undefined && quantitySign(quantity) < 0)
    yield invalid(tolerance, 'must be greater than or equal to 0', formatQuantity(quantity))
}

/** Mirrors validateScalingPolicy. */
function* policyErrors(policy: Field): Generator<FieldError> {
  const type = policy.child('type')
  if (!policyTypes.includes(type.text)) yield notSupported(type, policyTypes, type.text)
  const value = policy.child('value')
  if (numberOf(value) <= 0) yield invalid(value, 'must be greater than zero', numberOf(value))
  const period = policy.child('periodSeconds')
  if (numberOf(period) <= 0) yield invalid(period, 'must be greater than zero', numberOf(period))
  if (numberOf(period) > maxPeriod) yield invalid(period, `must be less than or equal to ${maxPeriod}`)
}
