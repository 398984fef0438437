import type { ResourceAmounts } from '../../../k8s/pod-requests.ts'
import { addQuantities, type Quantity, quantitySign, subtractQuantities, zeroQuantity } from '../../../k8s/quantity.ts'
import { formatQuantity } from '../../../k8s/quantity-text.ts'

/** A whole number of things. */
export function count(number: number): Quantity {
  return { ...zeroQuantity, unscaled: BigInt(number), text: String(number) }
}

/** Both together, resource by resource. */
export function sum(a: ResourceAmounts, b: ResourceAmounts): Map<string, Quantity> {
  const total = new Map(a)
  for (const [name, amount] of b) {
    const present = total.get(name)
    total.set(name, present === undefined ? amount : addQuantities(present, amount))
  }
  return total
}

/** What is left of the first without the second; never less than nothing. Mirrors apiserver pkg/quota/v1 SubtractWithNonNegativeResult, v1.36. */
export function difference(a: ResourceAmounts, b: ResourceAmounts): Map<string, Quantity> {
  const left = new Map<string, Quantity>()
  for (const [name, amount] of a) {
    const other = b.get(name)
    const rest = other === undefined ? amount : subtractQuantities(amount, other)
    left.set(name, quantitySign(rest) > 0 ? rest : zeroQuantity)
  }
  return left
}

/** The amounts of these resources that are not nothing. */
export function nonZero(amounts: ResourceAmounts, names: ResourceAmounts): Map<string, Quantity> {
  return new Map([...amounts].filter(([name, amount]) => names.has(name) && quantitySign(amount) !== 0))
}

/** `cpu=1,memory=2Gi`, sorted. Mirrors resourcequota/controller.go prettyPrint, v1.36. */
export function amountsText(amounts: ResourceAmounts, names: readonly string[]): string {
  return [...names]
    .sort()
    .flatMap(name => {
      const amount = amounts.get(name)
      return amount === undefined ? [] : [`${name}=${formatQuantity(amount)}`]
    })
    .join(',')
}
