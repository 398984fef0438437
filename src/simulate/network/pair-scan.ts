import { nothing } from './connections.ts'
import type { Network } from './network.ts'
import { noReasons } from './reasons.ts'
import { RowColumns } from './row-columns.ts'
import { allowEverything } from './verdicts.ts'

type Numbers = Uint16Array | Uint32Array

/** Whom somebody may send something, by number, and with each the number of the verdict. */
export interface Reached {
  readonly targets: Numbers
  readonly verdicts: Numbers
}

const narrow = 0x10000

/** Looks from one end at many others at once. Ends that are alike to every policy have one answer. */
export class PairScan {
  readonly #network: Network
  readonly #members: Uint32Array
  readonly #classOf: Uint32Array
  readonly #columns: RowColumns
  readonly #none: number
  readonly #targets: Uint32Array
  readonly #verdicts: Uint32Array
  readonly #known = new Map<unknown, Map<number, Reached>>()

  /** `members`: whom it looks at, one after the other; their places in it are what answers name. */
  constructor(network: Network, members: Uint32Array) {
    const { classes, verdicts } = network
    this.#network = network
    this.#members = members
    this.#classOf = Uint32Array.from(members, member => classes.classOf[member]!)
    this.#columns = new RowColumns(
      Array.from(members, member => network.rowOf('ingress', member)),
      classes.representatives.length
    )
    this.#none = verdicts.of(nothing, nothing, noReasons)
    this.#targets = new Uint32Array(members.length)
    this.#verdicts = new Uint32Array(members.length)
  }

  /** Those to whom `source` may send anything, itself perhaps among them. */
  from(source: number): Reached {
    const own = this.#network.rowOf('egress', source)
    if (this.#network.isOnHost(source)) return this.#reached(this.#lookFromHost(source))
    const sourceClass = this.#network.classes.classOf[source]!
    let byClass = this.#known.get(own)
    if (byClass === undefined) {
      byClass = new Map()
      this.#known.set(own, byClass)
    }
    const known = byClass.get(sourceClass)
    if (known !== undefined) return known
    const found = this.#reached(own === null ? this.#lookOpen(sourceClass) : this.#look(sourceClass, own))
    byClass.set(sourceClass, found)
    return found
  }

  /** From somebody whom nothing keeps from sending. */
  #lookOpen(sourceClass: number): number {
    const column = this.#columns.of(sourceClass)
    const { rowOf } = this.#columns
    const [targets, verdicts, none] = [this.#targets, this.#verdicts, this.#none]
    let count = 0
    for (let i = 0; i < rowOf.length; i++) {
      const ingress = column[rowOf[i]!]!
      if (ingress === none) continue
      targets[count] = i
      verdicts[count++] = ingress
    }
    return count
  }

  #look(sourceClass: number, own: Numbers): number {
    const column = this.#columns.of(sourceClass)
    const { rowOf } = this.#columns
    const [classOf, targets, verdicts, none] = [this.#classOf, this.#targets, this.#verdicts, this.#none]
    let count = 0
    for (let i = 0; i < rowOf.length; i++) {
      const egress = own[classOf[i]!]!
      if (egress === none) continue
      const ingress = column[rowOf[i]!]!
      if (ingress === none) continue
      const verdict =
        egress === allowEverything ? ingress : ingress === allowEverything ? egress : this.#network.verdicts.both(egress, ingress)
      if (verdict === none) continue
      targets[count] = i
      verdicts[count++] = verdict
    }
    return count
  }

  /** From a pod on the network of its node, which its node's pods let in. */
  #lookFromHost(source: number): number {
    let count = 0
    for (let i = 0; i < this.#members.length; i++) {
      const verdict = this.#network.between(source, this.#members[i]!)
      if (verdict === this.#none) continue
      this.#targets[count] = i
      this.#verdicts[count++] = verdict
    }
    return count
  }

  #reached(count: number): Reached {
    return {
      targets: compact(this.#targets, count, this.#members.length),
      verdicts: compact(this.#verdicts, count, this.#network.verdicts.size),
    }
  }
}

function compact(numbers: Uint32Array, count: number, below: number): Numbers {
  const own = numbers.subarray(0, count)
  return below <= narrow ? Uint16Array.from(own) : own.slice()
}
