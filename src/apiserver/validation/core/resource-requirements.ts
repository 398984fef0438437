import type { FieldError } from '../../../k8s/field-error.ts'
import { compareQuantities, parseQuantity, type Quantity, quantityMilliValue, quantitySign, quantityValue } from '../../../k8s/quantity.ts'
import { formatQuantity } from '../../../k8s/quantity-text.ts'
import { writtenAmounts } from '../../defaults/core/resource-list.ts'
import { isStruct } from '../../defaults/fill.ts'
import { quantitySyntax } from '../../quantity-syntax.ts'
import type { Field } from '../field.ts'
import { elsewhere, fieldError, GoValue } from '../field-errors.ts'
import type { ValidationContext } from '../row.ts'
import { memberOf } from '../value-check.ts'
import { isHugePages, isIntegerResource, isOvercommitAllowed } from './resource-name.ts'

/** What a list of resources may hold. */
type NameErrors = (field: Field, context: ValidationContext) => readonly FieldError[]

/**
 * What is wrong with `requests` and `limits`: names, amounts, and requests above limits.
 * Mirrors pkg/apis/core/validation/validation.go validateResourceRequirements, v1.36.
 */
export function* resourceRequirementsErrors(resources: Field, nameErrors: NameErrors, context: ValidationContext): Generator<FieldError> {
  const limits = resources.child('limits')
  const requests = resources.child('requests')
  for (const limit of limits.entries) {
    yield* nameErrors(limit, context)
    yield* amountErrors(limit)
  }
  for (const request of requests.entries) {
    yield* nameErrors(request, context)
    yield* amountErrors(request, false)
    yield* againstLimit(request, limits)
    if (isHugePages(request.key)) yield* hugePageErrors(request)
  }
  const names = [...limits.keys, ...requests.keys]
  if (names.some(isHugePages) && !names.some(name => name === 'cpu' || name === 'memory'))
    yield fieldError('FieldValueForbidden', resources, 'HugePages require cpu or memory')
}

/** Whether requests and limits are of nothing but processors, memory and disks, and no request is above its limit. */
export function arePlainResources(resources: unknown): boolean {
  const limits = memberOf(resources, 'limits')
  const requests = memberOf(resources, 'requests')
  return arePlainAmounts(limits, undefined) && arePlainAmounts(requests, limits)
}

function arePlainAmounts(list: unknown, bounds: unknown): boolean {
  if (typeof list !== 'object' || list === null || Array.isArray(list)) return true
  const amounts = list as Readonly<Record<string, unknown>>
  for (const name in amounts) {
    const amount = amounts[name]
    if (!isPlainName(name) || typeof amount !== 'string' || !/^[0-9]/.test(amount)) return false
    const bound = memberOf(bounds, name)
    if (bound === undefined || bound === amount) continue
    if (typeof bound !== 'string') return false
    const wanted = parseQuantity(amount)
    const limit = parseQuantity(bound)
    if (typeof wanted === 'string' || typeof limit === 'string' || compareQuantities(wanted, limit) > 0) return false
  }
  return true
}

/** Whether a resource needs no whole numbers, and more of it may be promised than there is. */
function isPlainName(name: string): boolean {
  return name === 'cpu' || name === 'memory' || name === 'ephemeral-storage'
}

/** The amount of an entry of a resource list; undefined where it is none. */
export function quantityOf(field: Field): Quantity | undefined {
  const { value } = field
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'bigint') return undefined
  const quantity = parseQuantity(value)
  return typeof quantity === 'string' ? undefined : quantity
}

/** An amount of a list as it was written. */
export function writtenAmount({ value, key, parent }: Field): unknown {
  const list = parent?.value
  return isStruct(list) && Object.hasOwn(list, key) ? writtenAmounts(list)[key] : value
}

/** What is wrong with one amount by itself. Mirrors ValidateResourceQuantityValue, v1.36. */
export function* amountErrors(field: Field, withHugePages = true): Generator<FieldError> {
  if (isPlainAmount(field)) return
  const quantity = quantityOf(field)
  if (quantity === undefined) return
  const text = formatQuantity(quantity)
  if (quantitySign(quantity) < 0) yield fieldError('FieldValueInvalid', field, 'must be greater than or equal to 0', text)
  if (isIntegerResource(field.key) && quantityMilliValue(quantity) % 1000n !== 0n)
    yield fieldError('FieldValueInvalid', field, 'must be an integer', new GoValue(text, quantitySyntax(writtenAmount(field), false, true)))
  if (withHugePages && isHugePages(field.key)) yield* hugePageErrors(field)
}

/** Whether an amount is of a resource that needs no whole numbers, and surely not negative. */
function isPlainAmount({ key, value }: Field): boolean {
  return isPlainName(key) && typeof value === 'string' && /^[0-9]/.test(value)
}

function* hugePageErrors(field: Field): Generator<FieldError> {
  const quantity = quantityOf(field)
  if (quantity === undefined || isWholePages(quantity, field.key)) return
  const text = formatQuantity(quantity)
  yield fieldError('FieldValueInvalid', field, `${text} is not positive integer multiple of ${field.key}`, text)
}

function isWholePages(quantity: Quantity, name: string): boolean {
  const size = parseQuantity(name.slice('hugepages-'.length))
  if (typeof size === 'string' || quantitySign(size) <= 0 || quantityMilliValue(size) % 1000n !== 0n) return false
  const bytes = quantityValue(size)
  return bytes !== 0n && quantityValue(quantity) % bytes === 0n
}

function* againstLimit(request: Field, limits: Field): Generator<FieldError> {
  const name = request.key
  const overcommit = isOvercommitAllowed(name)
  if (!limits.keys.includes(name)) {
    if (!overcommit) yield fieldError('FieldValueRequired', limits, 'Limit must be set for non overcommitable resources')
    return
  }
  const bounding = limits.entry(name)
  if (request.value === bounding.value) return
  const wanted = quantityOf(request)
  const limit = quantityOf(bounding)
  if (wanted === undefined || limit === undefined) return
  const order = compareQuantities(wanted, limit)
  const bound = order !== 0 && !overcommit ? 'equal to' : order > 0 ? 'less than or equal to' : undefined
  if (bound === undefined) return
  const error = fieldError(
    'FieldValueInvalid',
    request.parent!,
    `must be ${bound} ${name} limit of ${formatQuantity(limit)}`,
    formatQuantity(wanted)
  )
  yield elsewhere(error, request.path)
}
