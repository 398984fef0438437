import { type Connections, everything, nothing } from './connections.ts'
import { noReasons, type Reasons } from './reasons.ts'

/** What is allowed in one direction or both: surely, at most, and what decides between the two. */
export interface Verdict {
  readonly sure: number
  readonly possible: number
  /** None where `sure` is all that is possible. */
  readonly reasons: Reasons
}

/** Everything is allowed, in every table. */
export const allowEverything = 0

/** Verdicts, each known by a number: equal ones have equal numbers. */
export class Verdicts {
  readonly #connections: Connections
  readonly #list: Verdict[] = []
  /** By connection, where it is both what is sure and all that is possible. */
  readonly #exact: number[] = []
  readonly #ids = new Map<string, number>()
  readonly #both: number[][] = []

  constructor(connections: Connections) {
    this.#connections = connections
    this.of(everything, everything, noReasons)
  }

  of(sure: number, possible: number, reasons: Reasons): number {
    if (sure === possible) {
      this.#exact[sure] ??= this.#list.push({ sure, possible, reasons: noReasons }) - 1
      return this.#exact[sure]
    }
    const key = `${sure} ${possible} ${reasons}`
    const known = this.#ids.get(key)
    if (known !== undefined) return known
    this.#list.push({ sure, possible, reasons })
    this.#ids.set(key, this.#list.length - 1)
    return this.#list.length - 1
  }

  /** How many there are so far. */
  get size(): number {
    return this.#list.length
  }

  at(id: number): Verdict {
    return this.#list[id]!
  }

  /** What both directions allow. */
  both(a: number, b: number): number {
    if (a === allowEverything) return b
    if (b === allowEverything) return a
    if (this.#both[a] === undefined) this.#both[a] = []
    const row = this.#both[a]
    const known = row[b]
    if (known !== undefined) return known
    const [x, y] = [this.at(a), this.at(b)]
    const result = this.of(
      this.#connections.intersection(x.sure, y.sure),
      this.#connections.intersection(x.possible, y.possible),
      x.reasons | y.reasons
    )
    row[b] = result
    return result
  }

  /** What holds for one of several, nobody says which. */
  either(a: number, b: number, reasons: Reasons): number {
    if (a === b) return a
    const [x, y] = [this.at(a), this.at(b)]
    const sure = this.#connections.intersection(x.sure, y.sure)
    return this.of(sure, this.#connections.union(x.possible, y.possible), x.reasons | y.reasons | reasons)
  }

  /** The same, and perhaps more. */
  widened(id: number, reasons: Reasons): number {
    const { sure, reasons: own } = this.at(id)
    return this.of(sure, everything, own | reasons)
  }

  /** Nothing is sure any more. */
  open(reasons: Reasons): number {
    return this.of(nothing, everything, reasons)
  }
}
