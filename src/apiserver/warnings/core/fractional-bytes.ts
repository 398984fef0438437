import { goQuote } from '../../../k8s/go-quote.ts'
import { quantityMilliValue } from '../../../k8s/quantity.ts'
import { formatQuantity } from '../../../k8s/quantity-text.ts'
import type { ServerWarning } from '../../answer.ts'
import { quantityOf } from '../../validation/core/resource-requirements.ts'
import type { Field } from '../../validation/field.ts'
import { fieldWarning } from '../warning.ts'

/** Whole bytes whose thousandfold an int64 holds; upstream's overflows in larger ones, and looks fractional. */
export const wholeBytes = /^[0-9]{1,6}(?:[kMG]|[KMG]i)?$/

/** Amounts of bytes that are no whole number, as `128m` of memory is. Mirrors pkg/api/pod/warnings.go, v1.36. */
export function* fractionalBytesWarnings(list: Field, resources: readonly string[]): Generator<ServerWarning> {
  if (list.absent) return
  for (const resource of resources) {
    const amount = list.entry(resource)
    if (typeof amount.value === 'string' && wholeBytes.test(amount.value)) continue
    const quantity = quantityOf(amount)
    if (quantity !== undefined && quantityMilliValue(quantity) % 1000n !== 0n)
      yield fieldWarning(amount, `fractional byte value ${goQuote(formatQuantity(quantity))} is invalid, must be an integer`)
  }
}
