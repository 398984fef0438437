import {
  addQuantities,
  compareQuantities,
  type Quantity,
  quantitySign,
  quantityValue,
  subtractQuantities,
  zeroQuantity,
} from '../../k8s/quantity.ts'
import type { CapacityPolicyObject, DeviceCapacityObject, DeviceRequestObject } from './objects.ts'
import { type Device, quantityOf } from './pools.ts'

/** Amounts by capacity. */
export type Capacities = ReadonlyMap<string, Quantity>

/** What is used of devices that several requests share, by device. Mirrors ConsumedCapacityCollection, v1.36. */
export class ConsumedCapacities {
  readonly #byDevice = new Map<string, Capacities>()

  of(device: string): Capacities | undefined {
    return this.#byDevice.get(device)
  }

  add(device: string, amounts: Capacities): void {
    const sum = new Map(this.#byDevice.get(device))
    for (const [name, amount] of amounts) sum.set(name, addQuantities(sum.get(name) ?? zeroQuantity, amount))
    this.#byDevice.set(device, sum)
  }

  subtract(device: string, amounts: Capacities): void {
    const rest = new Map(this.#byDevice.get(device))
    for (const [name, amount] of amounts) rest.set(name, subtractQuantities(rest.get(name) ?? zeroQuantity, amount))
    if ([...rest.values()].every(amount => quantitySign(amount) === 0)) this.#byDevice.delete(device)
    else this.#byDevice.set(device, rest)
  }
}

/** Whether a device has as much of everything as a request asks for, besides what is used already. Mirrors CmpRequestOverCapacity, v1.36. */
export function hasCapacity(request: DeviceRequestObject, { object }: Device, ...used: readonly (Capacities | undefined)[]): boolean {
  const { capacity = {} } = object
  const wanted = request.capacity?.requests ?? {}
  if (Object.keys(wanted).some(name => !Object.hasOwn(capacity, name))) return false
  return Object.entries(capacity).every(([name, own]) => {
    const consumed = consumedOf(request, name, own)
    if (violatesPolicy(consumed, own.requestPolicy)) return false
    const sum = used.reduce((total, amounts) => addQuantities(total, amounts?.get(name) ?? zeroQuantity), consumed)
    return compareQuantities(sum, quantityOf(own.value)) <= 0
  })
}

/** What a request takes of a device's capacities. Mirrors GetConsumedCapacityFromRequest, v1.36. */
export function consumedBy(request: DeviceRequestObject, { object }: Device): Capacities {
  return new Map(Object.entries(object.capacity ?? {}).map(([name, own]) => [name, consumedOf(request, name, own)]))
}

/** Mirrors calculateConsumedCapacity, v1.36. */
function consumedOf({ capacity }: DeviceRequestObject, name: string, { value, requestPolicy }: DeviceCapacityObject): Quantity {
  const requests = capacity?.requests ?? {}
  if (!Object.hasOwn(requests, name)) return quantityOf(requestPolicy?.default ?? value)
  const wanted = quantityOf(requests[name])
  const { validRange, validValues } = requestPolicy ?? {}
  if (validRange?.min !== undefined) return upToStep(wanted, validRange)
  return (validValues ?? []).map(quantityOf).find(valid => compareQuantities(wanted, valid) <= 0) ?? wanted
}

function upToStep(wanted: Quantity, { min, step }: NonNullable<CapacityPolicyObject['validRange']>): Quantity {
  const least = quantityOf(min)
  if (compareQuantities(wanted, least) < 0) return least
  if (step === undefined) return wanted
  const [from, width] = [quantityValue(least), quantityValue(quantityOf(step))]
  const beyond = quantityValue(wanted) - from
  const steps = width === 0n ? beyond : (beyond + width - 1n) / width
  return { unscaled: from + (width === 0n ? beyond : steps * width), scale: 0, format: 'BinarySI', int64: true }
}

function violatesPolicy(amount: Quantity, policy: CapacityPolicyObject | undefined): boolean {
  if (policy === undefined) return false
  if (policy.default !== undefined && compareQuantities(amount, quantityOf(policy.default)) === 0) return false
  const { validRange, validValues = [] } = policy
  if (validRange === undefined)
    return validValues.length > 0 && !validValues.some(valid => compareQuantities(amount, quantityOf(valid)) === 0)
  const { min, max, step } = validRange
  if (max !== undefined && compareQuantities(amount, quantityOf(max)) > 0) return true
  const width = step === undefined ? 0n : quantityValue(quantityOf(step))
  return width > 0n && (quantityValue(amount) - quantityValue(quantityOf(min))) % width !== 0n
}
