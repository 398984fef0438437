const initialCapacity = 64

/** Counts the changes of nodes, so that what was worked out about one is worked out anew only where it has changed. */
export class NodeChanges {
  /** By a node's place: the number of its last change. */
  last: Int32Array = new Int32Array(initialCapacity)
  #count = 0

  /** How many changes there were. */
  get count(): number {
    return this.#count
  }

  /** The node at this place is new, or no longer what it was. */
  touch(index: number): void {
    if (index >= this.last.length) this.last = enlarged(this.last, index + 1)
    this.last[index] = ++this.#count
  }
}

/** A copy with room for `length` numbers at least. */
export function enlarged(list: Int32Array, length: number): Int32Array {
  const larger = new Int32Array(Math.max(length, 2 * list.length))
  larger.set(list)
  return larger
}
