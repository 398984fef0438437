/** A set of small integers, one bit each. */
export class Bitset {
  readonly words: Uint32Array

  /** All integers below `size`. */
  static full(size: number): Bitset {
    const set = new Bitset(size)
    set.words.fill(0xffffffff)
    if ((size & 31) !== 0) set.words[set.words.length - 1] = 2 ** (size & 31) - 1
    return set
  }

  constructor(size: number, words: Uint32Array = new Uint32Array((size + 31) >>> 5)) {
    this.words = words
  }

  copy(): Bitset {
    return new Bitset(0, this.words.slice())
  }

  add(index: number): void {
    this.words[index >>> 5]! |= 1 << (index & 31)
  }

  has(index: number): boolean {
    return (this.words[index >>> 5]! & (1 << (index & 31))) !== 0
  }

  addAll(other: Bitset): this {
    for (let i = 0; i < this.words.length; i++) this.words[i]! |= other.words[i]!
    return this
  }

  keepOnly(other: Bitset): this {
    for (let i = 0; i < this.words.length; i++) this.words[i]! &= other.words[i]!
    return this
  }

  remove(other: Bitset): this {
    for (let i = 0; i < this.words.length; i++) this.words[i]! &= ~other.words[i]!
    return this
  }

  /** Whether any member is one of the other set, too. */
  meets(other: Bitset): boolean {
    for (let i = 0; i < this.words.length; i++) if ((this.words[i]! & other.words[i]!) !== 0) return true
    return false
  }

  get isEmpty(): boolean {
    for (let i = 0; i < this.words.length; i++) if (this.words[i] !== 0) return false
    return true
  }

  /** Calls back with each member, in order. */
  each(visit: (index: number) => void): void {
    for (let i = 0; i < this.words.length; i++) {
      for (let word = this.words[i]!; word !== 0; word &= word - 1) visit((i << 5) + (31 - Math.clz32(word & -word)))
    }
  }
}
