import type { Bitset } from './bitset.ts'

/** More ways to name ports than these there are not: what is made of them and 32 bits is an exact number. */
const mostNames = 2 ** 21

/** Members of the universe in classes, so that no rule distinguishes two of one class. */
export class MemberClasses {
  /** By member. */
  readonly classOf: Uint32Array
  /** One member of each class. */
  readonly representatives: readonly number[]
  readonly #lists = new Map<Bitset, Uint32Array>()

  /** `names`: what else distinguishes members. */
  constructor(size: number, sets: readonly Bitset[], names: Uint32Array) {
    const low = new Uint32Array(size)
    const high = new Uint32Array(size)
    const random = generator()
    for (const set of sets) {
      const x = random()
      const y = random()
      const { words } = set
      for (let i = 0; i < words.length; i++) {
        for (let word = words[i]!; word !== 0; word &= word - 1) {
          const member = (i << 5) + (31 - Math.clz32(word & -word))
          low[member]! ^= x
          high[member]! ^= y
        }
      }
    }
    const classes = new Map<number, Map<number, number>>()
    const representatives: number[] = []
    this.classOf = new Uint32Array(size)
    for (let member = 0; member < size; member++) {
      const key = high[member]! * mostNames + names[member]!
      let byLow = classes.get(key)
      if (byLow === undefined) {
        byLow = new Map()
        classes.set(key, byLow)
      }
      let own = byLow.get(low[member]!)
      if (own === undefined) {
        own = representatives.length
        byLow.set(low[member]!, own)
        representatives.push(member)
      }
      this.classOf[member] = own
    }
    this.representatives = representatives
  }

  /** The classes whose members are in a set. */
  in(set: Bitset): Uint32Array {
    const known = this.#lists.get(set)
    if (known !== undefined) return known
    const list: number[] = []
    set.each(member => {
      const own = this.classOf[member]!
      if (this.representatives[own] === member) list.push(own)
    })
    const result = Uint32Array.from(list)
    this.#lists.set(set, result)
    return result
  }
}

/** Numbers that look random and are the same in every run. */
function generator(): () => number {
  let state = 0x9e3779b9
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
}
