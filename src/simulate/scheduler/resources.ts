import type { ResourceAmounts } from '../../k8s/pod-requests.ts'
import { milli, type Quantity, quantityMilliValue, quantityValue } from '../../k8s/quantity.ts'
import { formatQuantity } from '../../k8s/quantity-text.ts'
import { isScalarResource } from '../../k8s/resource-names.ts'

/** Counted amounts, as the scheduler counts them: whole units, cpu in thousandths. Mirrors pkg/scheduler/framework/types.go Resource, v1.36. */
export interface Resources {
  milliCpu: number
  memory: number
  ephemeralStorage: number
  /** Extended resources, huge pages and the like; others are not counted. */
  readonly scalars: Map<string, number>
}

/** Nothing, to be added to. */
export function noResources(): Resources {
  return { milliCpu: 0, memory: 0, ephemeralStorage: 0, scalars: new Map() }
}

/** The amounts rounded up to what the scheduler counts. */
export function countResources(amounts: ResourceAmounts): Resources {
  const resources = noResources()
  for (const [name, quantity] of amounts) {
    if (name === 'cpu') resources.milliCpu = Number(quantityMilliValue(quantity))
    else if (name === 'memory') resources.memory = Number(quantityValue(quantity))
    else if (name === 'ephemeral-storage') resources.ephemeralStorage = Number(quantityValue(quantity))
    else if (isScalarResource(name)) resources.scalars.set(name, Number(quantityValue(quantity)))
  }
  return resources
}

/** Adds `sign` times the amounts. */
export function addResources(into: Resources, from: Resources, sign: 1 | -1): void {
  into.milliCpu += sign * from.milliCpu
  into.memory += sign * from.memory
  into.ephemeralStorage += sign * from.ephemeralStorage
  for (const [name, amount] of from.scalars) into.scalars.set(name, (into.scalars.get(name) ?? 0) + sign * amount)
}

/** The amount of one resource by its name. */
export function amountOf(resources: Resources, name: string): number {
  if (name === 'cpu') return resources.milliCpu
  if (name === 'memory') return resources.memory
  if (name === 'ephemeral-storage') return resources.ephemeralStorage
  return resources.scalars.get(name) ?? 0
}

/** A counted amount as people write it: `3200m`, `2Gi`. */
export function formatAmount(name: string, amount: number): string {
  if (!Number.isFinite(amount)) return 'enough'
  const binary = name === 'memory' || name === 'ephemeral-storage' || name.startsWith('hugepages-')
  const quantity: Quantity = {
    unscaled: BigInt(Math.trunc(amount)),
    scale: name === 'cpu' ? milli : 0,
    format: binary ? 'BinarySI' : 'DecimalSI',
    int64: true,
  }
  return formatQuantity(quantity)
}

/** The names of the resources of which there is an amount. */
export function namesOf(resources: Resources): readonly string[] {
  const names: string[] = []
  for (const name of ['cpu', 'memory', 'ephemeral-storage', ...resources.scalars.keys()])
    if (amountOf(resources, name) !== 0) names.push(name)
  return names
}
