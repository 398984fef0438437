/** Words of a node in a tape: start, end, keyStart, keyEnd and the number of the node behind its last descendant. */
export const nodeWords = 5

/** Where the nodes of a document are written, in the order of the text. A key that is absent has the offset -1. */
export interface Positions {
  readonly words: Int32Array
  /** Alias nodes, and the node that each repeats. */
  readonly targets: ReadonlyMap<number, number>
  /** Names of the keys that are not just the text between their offsets, quotes left out. */
  readonly names: ReadonlyMap<number, string>
  /** Nodes that are the value of a merge key. */
  readonly merges: ReadonlySet<number>
}

const noTargets: ReadonlyMap<number, number> = new Map()
const noNames: ReadonlyMap<number, string> = new Map()
const noMerges: ReadonlySet<number> = new Set()

/** The memory of the tape used last, so that many small files share one; nothing of its content is ever read. */
let spare: Int32Array | undefined
const largestSpare = 1 << 18

/** Positions while they are written. */
export class Tape implements Positions {
  words = spare ?? new Int32Array(1 << 13)
  count = 0
  targets = new Map<number, number>()
  names = new Map<number, string>()
  merges = new Set<number>()

  constructor() {
    spare = undefined
  }

  /** Gives its memory back; the tape is not used after that. */
  release(): void {
    if (this.words.length <= largestSpare) spare = this.words
  }

  /** Begins a collection; `close` ends it. */
  open(start: number, keyStart: number, keyEnd: number): number {
    const node = this.count++
    const at = node * nodeWords
    if (at + nodeWords > this.words.length) this.#grow()
    const words = this.words
    words[at] = start
    words[at + 1] = start
    words[at + 2] = keyStart
    words[at + 3] = keyEnd
    words[at + 4] = node + 1
    return node
  }

  /** A node without children. */
  leaf(start: number, end: number, keyStart: number, keyEnd: number): number {
    const node = this.open(start, keyStart, keyEnd)
    this.words[node * nodeWords + 1] = end
    return node
  }

  close(node: number, end: number): void {
    const at = node * nodeWords
    this.words[at + 1] = end
    this.words[at + 4] = this.count
  }

  /** The end of the node written last. */
  get lastEnd(): number {
    return this.words[(this.count - 1) * nodeWords + 1]!
  }

  /** Forgets the nodes from `count` on. */
  truncate(count: number): void {
    const last = this.count
    this.count = count
    for (const kept of [this.targets, this.names, this.merges]) {
      if (kept.size > 0) for (let node = count; node <= last; node++) kept.delete(node)
    }
  }

  /** What was written so far, for good; the tape is empty then. */
  take(): Positions {
    const { targets, names, merges } = this
    const words = this.words.slice(0, this.count * nodeWords)
    if (targets.size > 0) this.targets = new Map()
    if (names.size > 0) this.names = new Map()
    if (merges.size > 0) this.merges = new Set()
    this.count = 0
    return {
      words,
      targets: targets.size > 0 ? targets : noTargets,
      names: names.size > 0 ? names : noNames,
      merges: merges.size > 0 ? merges : noMerges,
    }
  }

  #grow(): void {
    const words = new Int32Array(this.words.length * 2)
    words.set(this.words)
    this.words = words
  }
}

/** The name of the key of a node. */
export function keyText(tape: Positions, text: string, node: number): string {
  const name = tape.names.get(node)
  if (name !== undefined) return name
  const start = tape.words[node * nodeWords + 2]!
  const end = tape.words[node * nodeWords + 3]!
  const c = text.charCodeAt(start)
  return c === 34 || c === 39 ? text.slice(start + 1, end - 1) : text.slice(start, end)
}
