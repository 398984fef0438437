import type { FieldError } from '../../../k8s/field-error.ts'
import { addQuantities, compareQuantities, type Quantity, quantityValue, zeroQuantity } from '../../../k8s/quantity.ts'
import { formatQuantity } from '../../../k8s/quantity-text.ts'
import { quantityOf } from '../core/resource-requirements.ts'
import { forbidden, invalid, required } from '../error-of.ts'
import type { Field } from '../field.ts'
import { setErrors } from './collections.ts'

const mostValues = 10

/** How much of a shared capacity a claim may ask for. Mirrors pkg/apis/resource/validation/validation.go validateRequestPolicy, v1.36. */
export function* requestPolicyErrors(capacity: Field, policy: Field): Generator<FieldError> {
  const most = quantityOf(capacity.child('value')) ?? zeroQuantity
  const values = policy.child('validValues')
  const range = policy.child('validRange')
  const fallback = policy.child('default')
  const usual = quantityOf(fallback)
  if (!values.empty && !range.absent)
    yield forbidden(policy, 'exactly one policy can be specified, cannot specify "validValues" and "validRange" at the same time')
  else if (!values.empty) {
    if (usual === undefined) yield required(fallback, 'required when validValues is defined')
    else yield* valuesErrors(values, usual, most)
  } else if (!range.absent) {
    if (usual === undefined) yield required(fallback, 'required when validRange is defined')
    else yield* rangeErrors(range, usual, most)
  }
}

function amountOf(field: Field): Quantity {
  return quantityOf(field) ?? zeroQuantity
}

/** Mirrors validateRequestPolicyValidValues. */
function* valuesErrors(values: Field, usual: Quantity, most: Quantity): Generator<FieldError> {
  const { items } = values
  for (const [index, item] of items.entries()) {
    const before = items[index - 1]
    if (before !== undefined && compareQuantities(amountOf(before), amountOf(item)) > 0)
      yield invalid(item, 'values must be sorted in ascending order', formatQuantity(amountOf(item)))
  }
  const optionErrors = (option: Field): FieldError[] =>
    compareQuantities(amountOf(option), most) > 0
      ? [invalid(option, `option is larger than capacity value: ${formatQuantity(most)}`, formatQuantity(amountOf(option)))]
      : []
  yield* setErrors(values, mostValues, optionErrors, option => String(quantityValue(amountOf(option))))
  if (items.length > mostValues || !items.some(item => compareQuantities(amountOf(item), usual) === 0))
    yield invalid(values, 'default value is not valid according to the requestPolicy', formatQuantity(usual))
}

/** Mirrors validateRequestPolicyRange. */
function* rangeErrors(range: Field, usual: Quantity, most: Quantity): Generator<FieldError> {
  const [minField, maxField, stepField] = [range.child('min'), range.child('max'), range.child('step')]
  const min = quantityOf(minField)
  if (min === undefined) {
    yield required(minField, 'required when validRange is defined')
    return
  }
  const say = (field: Field, shown: Quantity, words: string, other: Quantity): FieldError =>
    invalid(field, `${words}: ${formatQuantity(other)}`, formatQuantity(shown))
  if (compareQuantities(min, most) > 0) yield say(minField, min, 'min is larger than capacity value', most)
  if (compareQuantities(usual, min) < 0) yield say(minField, usual, 'default is less than min', min)
  const max = quantityOf(maxField)
  if (max !== undefined) {
    if (compareQuantities(min, max) > 0) yield say(maxField, min, 'min is larger than max', max)
    if (compareQuantities(max, most) > 0) yield say(maxField, max, 'max is larger than capacity value', most)
    if (compareQuantities(usual, max) > 0) yield say(maxField, usual, 'default is more than max', max)
  }
  const step = quantityOf(stepField)
  if (step === undefined) return
  const first = addQuantities(min, step)
  if (compareQuantities(first, most) > 0)
    yield say(stepField, step, `one step ${formatQuantity(first)} is larger than capacity value`, most)
  for (const value of max === undefined ? [usual] : [usual, max])
    if (!isOnStep(value, min, step)) yield offStep(stepField, value, min, step)
}

function isOnStep(value: Quantity, min: Quantity, step: Quantity): boolean {
  const size = quantityValue(step)
  return size === 0n || (quantityValue(value) - quantityValue(min)) % size === 0n
}

function offStep(field: Field, value: Quantity, min: Quantity, step: Quantity): FieldError {
  const words = `value is not a multiple of a given step (${formatQuantity(step)}) from (${formatQuantity(min)})`
  return invalid(field, words, formatQuantity(value))
}
