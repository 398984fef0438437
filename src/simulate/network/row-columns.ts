import { allowEverything } from './verdicts.ts'

/** Numbers of verdicts by class of the other end. */
export type VerdictRow = Uint16Array | Uint32Array

/** How many columns are filled at a time: what one line of the processor's cache holds of a row. */
const width = 32
const narrow = 0x10000

/** The same row in half the memory, where its numbers are small enough. */
export function compactRow(row: Uint32Array, verdicts: number): VerdictRow {
  return verdicts <= narrow ? Uint16Array.from(row) : row
}

/** The rows of all destinations, read by the class of the source: what lies side by side is read one after the other. */
export class RowColumns {
  /** By destination, which entry of a column is its own; 0 for who is restricted by nothing. */
  readonly rowOf: Uint32Array
  readonly #columns: VerdictRow
  readonly #height: number

  constructor(rows: readonly (VerdictRow | null)[], classes: number) {
    const indexes = new Map<VerdictRow, number>()
    this.rowOf = Uint32Array.from(rows, row => {
      if (row === null) return 0
      const index = indexes.get(row) ?? indexes.size + 1
      indexes.set(row, index)
      return index
    })
    const distinct = [...indexes.keys()]
    this.#height = distinct.length + 1
    const isNarrow = distinct.every(row => row instanceof Uint16Array)
    this.#columns = new (isNarrow ? Uint16Array : Uint32Array)(this.#height * classes).fill(allowEverything)
    for (let first = 0; first < classes; first += width) {
      const end = Math.min(first + width, classes)
      for (const [index, row] of distinct.entries())
        for (let own = first; own < end; own++) this.#columns[own * this.#height + index + 1] = row[own]!
    }
  }

  /** What each distinct row has for a class. */
  of(memberClass: number): VerdictRow {
    return this.#columns.subarray(memberClass * this.#height, (memberClass + 1) * this.#height)
  }
}
