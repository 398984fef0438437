import type { FieldError } from '../../../k8s/field-error.ts'
import { dnsSubdomainErrors } from '../../../k8s/names/dns.ts'
import { quantitySign } from '../../../k8s/quantity.ts'
import { formatQuantity } from '../../../k8s/quantity-text.ts'
import { quantityOf } from '../core/quantities.ts'
import { invalid } from '../error-of.ts'
import type { Field } from '../field.ts'
import { labelSelector } from '../meta/label-selector.ts'
import type { Rule } from '../row.ts'
import { formatted } from '../rows.ts'

/** Mirrors pkg/apis/storage/validation/validation.go ValidateCSIStorageCapacity, v1.36. */
export const csiStorageCapacityRules: readonly Rule[] = [
  labelSelector('nodeTopology'),
  formatted('storageClassName', dnsSubdomainErrors, 'always'),
  { errors: capacityErrors },
]

function* capacityErrors(object: Field): Generator<FieldError> {
  const capacity = object.child('capacity')
  const quantity = quantityOf(capacity)
  if (quantity !== undefined && quantitySign(quantity) < 0)
    yield invalid(capacity, 'must be greater than or equal to 0', formatQuantity(quantity))
}
