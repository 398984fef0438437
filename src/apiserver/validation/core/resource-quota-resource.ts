import type { FieldError } from '../../../k8s/field-error.ts'
import { quantityMilliValue, quantitySign } from '../../../k8s/quantity.ts'
import { formatQuantity } from '../../../k8s/quantity-text.ts'
import { invalid, invalidAll } from '../error-of.ts'
import type { Field } from '../field.ts'
import type { ValidationContext } from '../row.ts'
import { quantityOf, shownAmount } from './quantities.ts'
import { isHugePages, isIntegerResource, resourceNameErrors } from './resource-name.ts'

const standard = new Set([
  ...['cpu', 'memory', 'ephemeral-storage'].flatMap(name => [name, `requests.${name}`, `limits.${name}`]),
  'requests.storage',
  'pods',
  'resourcequotas',
  'services',
  'replicationcontrollers',
  'secrets',
  'persistentvolumeclaims',
  'configmaps',
  'services.nodeports',
  'services.loadbalancers',
])

/** Whether a quota knows a resource by this name. Mirrors pkg/apis/core/helper IsStandardQuotaResourceName, v1.36. */
export function isStandardQuotaResource(name: string): boolean {
  return standard.has(name) || isHugePages(name) || name.startsWith('requests.hugepages-')
}

/** One resource of a quota. Mirrors pkg/apis/core/validation/validation.go ValidateResourceQuotaResourceName, v1.36. */
export function* quotaResourceErrors(entry: Field, { version }: ValidationContext): Generator<FieldError> {
  yield* invalidAll(entry, resourceNameErrors(entry.key, version), entry.key)
  if (!entry.key.includes('/') && !isStandardQuotaResource(entry.key))
    yield invalid(entry, 'must be a standard resource for quota', entry.key)
  yield* resourceAmountErrors(entry)
}

/** An amount of a resource. Mirrors ValidateResourceQuantityValue. */
export function* resourceAmountErrors(entry: Field, name: string = entry.key): Generator<FieldError> {
  const quantity = quantityOf(entry)
  if (quantity === undefined) return
  const text = formatQuantity(quantity)
  if (quantitySign(quantity) < 0) yield invalid(entry, 'must be greater than or equal to 0', text)
  if (isIntegerResource(name) && quantityMilliValue(quantity) % 1000n !== 0n)
    yield invalid(entry, 'must be an integer', shownAmount(entry, false))
}
