import type { AddressRange } from './addresses.ts'
import { Bitset } from './bitset.ts'
import type { Endpoint } from './endpoint.ts'

/** Pods that the input does not hold, of which nothing is known but the selectors that select them. */
export interface Outsider {
  /** How answers name them: `shop/[pod with {app=db}]`, `entire-cluster`. */
  readonly name: string
  /** Keys of the selectors of their namespaces and of their labels; absent: only selectors that select everything select them. */
  readonly namespaces?: string
  readonly pods?: string
  /** A pod without labels in a namespace that nobody declares. */
  readonly unlabelled?: true
}

/** Everybody who may be at one end of a connection, numbered: endpoints first, then ranges of addresses, then outsiders. */
export class Universe {
  readonly endpoints: readonly Endpoint[]
  /** Ranges within which no policy distinguishes addresses, sorted. */
  readonly ranges: readonly AddressRange[]
  readonly outsiders: readonly Outsider[]

  constructor(endpoints: readonly Endpoint[], ranges: readonly AddressRange[], outsiders: readonly Outsider[]) {
    this.endpoints = endpoints
    this.ranges = ranges
    this.outsiders = outsiders
  }

  get size(): number {
    return this.endpoints.length + this.ranges.length + this.outsiders.length
  }

  get firstRange(): number {
    return this.endpoints.length
  }

  get firstOutsider(): number {
    return this.endpoints.length + this.ranges.length
  }

  /** The members of which something holds. */
  endpointsWhere(holds: (endpoint: Endpoint) => boolean): Bitset {
    const found = new Bitset(this.size)
    for (const [index, endpoint] of this.endpoints.entries()) if (holds(endpoint)) found.add(index)
    return found
  }

  /** Index of the range that holds an address; undefined where the family is not looked at. */
  rangeOf(family: number, value: bigint): number | undefined {
    let [low, high] = [0, this.ranges.length - 1]
    while (low <= high) {
      const middle = (low + high) >> 1
      const range = this.ranges[middle]!
      if (range.family === family && range.start <= value && value <= range.end) return this.firstRange + middle
      if (range.family < family || (range.family === family && range.end < value)) low = middle + 1
      else high = middle - 1
    }
    return undefined
  }
}
