import { addQuantities, compareQuantities, type Quantity, subtractQuantities, zeroQuantity } from '../../k8s/quantity.ts'
import type { Counter, Device, Pool } from './pools.ts'

type Amounts = Map<string, Map<string, Quantity>>

/** What devices take of the counters of their pools in one search. Mirrors checkAvailableCounters, v1.36. */
export class CounterLedger {
  readonly #isAllocated: (device: Device) => boolean
  readonly #available = new Map<Pool, Amounts>()
  readonly #consumed = new Map<Pool, Amounts>()

  constructor(isAllocated: (device: Device) => boolean) {
    this.#isAllocated = isAllocated
  }

  /** Takes what a device consumes; false where there is not enough of any counter of the pool, and then nothing is taken. */
  take(pool: Pool, { consumes }: Device): boolean {
    if (consumes.length === 0) return true
    const consumed = entryOf(this.#consumed, pool, () => new Map())
    for (const counter of consumes) change(consumed, counter, addQuantities)
    for (const [set, counters] of this.#availableOf(pool))
      for (const [name, amount] of counters)
        if (compareQuantities(amount, consumed.get(set)?.get(name) ?? zeroQuantity) < 0) {
          this.giveBack(pool, { consumes })
          return false
        }
    return true
  }

  giveBack(pool: Pool, { consumes }: Pick<Device, 'consumes'>): void {
    const consumed = entryOf(this.#consumed, pool, () => new Map())
    for (const counter of consumes) change(consumed, counter, subtractQuantities)
  }

  #availableOf(pool: Pool): Amounts {
    return entryOf(this.#available, pool, () => {
      const available: Amounts = new Map([...pool.counters].map(([set, counters]) => [set, new Map(counters)]))
      for (const device of [...pool.devices, ...pool.elsewhere])
        if (this.#isAllocated(device)) for (const counter of device.consumes) change(available, counter, subtractQuantities)
      return available
    })
  }
}

function change(amounts: Amounts, { set, name, amount }: Counter, by: (a: Quantity, b: Quantity) => Quantity): void {
  const counters = entryOf(amounts, set, () => new Map<string, Quantity>())
  counters.set(name, by(counters.get(name) ?? zeroQuantity, amount))
}

function entryOf<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}
