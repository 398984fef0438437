import type { FieldError } from '../../../k8s/field-error.ts'
import { qualifiedNameErrors } from '../../../k8s/names/qualified-name.ts'
import { compareQuantities, parseQuantity, type Quantity, quantityMilliValue, quantityValue } from '../../../k8s/quantity.ts'
import { formatQuantity } from '../../../k8s/quantity-text.ts'
import type { KubernetesVersion } from '../../../k8s/version.ts'
import { duplicate, forbidden, invalid, invalidAll, required } from '../error-of.ts'
import type { Field } from '../field.ts'
import type { Rule, ValidationContext } from '../row.ts'
import { quantityOf, shownAmount } from './quantities.ts'
import { containerResourceNameErrors, isOvercommitAllowed, resourceNameErrors } from './resource-name.ts'

const types = new Set(['Pod', 'Container', 'PersistentVolumeClaim'])
const one = parseQuantity('1') as Quantity
/** Beyond it a thousandth of a quantity does not fit. Mirrors apimachinery pkg/api/resource MaxMilliValue. */
const maxMilliValue = ((1n << 63n) - 1n) / 1000n

/** Mirrors pkg/apis/core/validation/validation.go ValidateLimitRange, v1.36. */
export const limitRangeRules: readonly Rule[] = [{ errors: limitRangeErrors }]

function* limitRangeErrors(range: Field, { version }: ValidationContext): Generator<FieldError> {
  const seen = new Set<string>()
  for (const item of range.at('spec.limits').items) {
    const type = item.child('type')
    yield* typeErrors(type, version)
    if (seen.has(type.text)) yield duplicate(type, type.text)
    seen.add(type.text)
    yield* itemErrors(item, type.text, version)
  }
}

function* typeErrors(type: Field, version: KubernetesVersion): Generator<FieldError> {
  const errors = invalidAll(type, qualifiedNameErrors(type.text, version), type.text)
  yield* errors
  if (errors.length === 0 && !type.text.includes('/') && !types.has(type.text))
    yield invalid(type, 'must be a standard limit type or fully qualified', type.text)
}

function* itemErrors(item: Field, type: string, version: KubernetesVersion): Generator<FieldError> {
  const namesErrors = type === 'Pod' || type === 'Container' ? containerResourceNameErrors : resourceNameErrors
  const names = new Set<string>()
  const listErrors = function* (list: Field): Generator<FieldError> {
    for (const entry of list.entries) {
      yield* invalidAll(entry, namesErrors(entry.key, version), entry.key)
      names.add(entry.key)
    }
  }
  yield* listErrors(item.child('max'))
  yield* listErrors(item.child('min'))
  for (const list of [item.child('default'), item.child('defaultRequest')]) {
    if (type !== 'Pod') yield* listErrors(list)
    else if (!list.empty) yield forbidden(list, "may not be specified when `type` is 'Pod'")
  }
  if (type === 'PersistentVolumeClaim' && !['min', 'max'].some(list => item.child(list).keys.includes('storage')))
    yield {
      ...required(item.child('limits'), 'either minimum or maximum storage value is required, but neither was provided'),
      path: item.path,
    }
  yield* listErrors(item.child('maxLimitRequestRatio'))
  for (const name of names) yield* amountErrors(item, name, type === 'Pod')
}

/** Amounts of one resource that do not go together. */
function* amountErrors(item: Field, name: string, isPod: boolean): Generator<FieldError> {
  const entry = (list: string): Field => item.child(list).entry(name)
  const amount = (list: string): Quantity | undefined => quantityOf(entry(list))
  const min = amount('min')
  const max = amount('max')
  const limit = isPod ? undefined : amount('default')
  const request = isPod ? undefined : amount('defaultRequest')
  const above = (low: Quantity | undefined, high: Quantity | undefined): boolean =>
    low !== undefined && high !== undefined && compareQuantities(low, high) > 0
  const say = (list: string, words: string, shown = list): FieldError => invalid(entry(list), words, shownAmount(entry(shown), true))
  const text = (quantity: Quantity | undefined): string => (quantity === undefined ? '' : formatQuantity(quantity))

  if (above(min, max)) yield say('min', `min value ${text(min)} is greater than max value ${text(max)}`)
  if (above(min, request)) yield say('defaultRequest', `min value ${text(min)} is greater than default request value ${text(request)}`)
  if (above(request, max)) yield say('defaultRequest', `default request value ${text(request)} is greater than max value ${text(max)}`)
  if (above(request, limit))
    yield say('defaultRequest', `default request value ${text(request)} is greater than default limit value ${text(limit)}`)
  if (above(min, limit)) yield say('default', `min value ${text(min)} is greater than default value ${text(limit)}`, 'min')
  if (above(limit, max)) yield say('default', `default value ${text(limit)} is greater than max value ${text(max)}`, 'max')
  yield* ratioErrors(entry('maxLimitRequestRatio'), min, max)
  if (limit !== undefined && request !== undefined && !isOvercommitAllowed(name) && compareQuantities(limit, request) !== 0)
    yield say('defaultRequest', `default value ${text(limit)} must equal to defaultRequest value ${text(request)} in ${name}`)
}

function* ratioErrors(field: Field, min: Quantity | undefined, max: Quantity | undefined): Generator<FieldError> {
  const ratio = quantityOf(field)
  if (ratio === undefined) return
  const text = formatQuantity(ratio)
  if (compareQuantities(ratio, one) < 0) yield invalid(field, `ratio ${text} is less than 1`, shownAmount(field, true))
  if (min === undefined || max === undefined) return
  const fine = [ratio, min, max].every(quantity => quantityValue(quantity) < maxMilliValue)
  const value = fine ? Number(quantityMilliValue(ratio)) / 1000 : Number(quantityValue(ratio))
  const amountOf = fine ? quantityMilliValue : quantityValue
  const most = Number(amountOf(max)) / Number(amountOf(min))
  if (value > most) yield invalid(field, `ratio ${text} is greater than max/min = ${goFloat(most)}`, shownAmount(field, true))
}

/** Mirrors Go's `%f`. */
function goFloat(value: number): string {
  if (Number.isFinite(value)) return value.toFixed(6)
  return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf'
}
