/** The most that are tried at a time. */
const largestBatch = 500

/** Tries in batches that double, until one of a batch fails. Mirrors pkg/controller slowStartBatch, v1.36. */
export class SlowStart {
  hasFailed = false
  #size = 1
  #end: number

  constructor(start: number) {
    this.#end = start + 1
  }

  /** Whether the one at that place is tried; they are asked for in order. */
  goesOnAt(place: number): boolean {
    if (place < this.#end) return true
    if (this.hasFailed) return false
    this.#size = Math.min(2 * this.#size, largestBatch)
    this.#end += this.#size
    return true
  }

  fail(): void {
    this.hasFailed = true
  }
}
