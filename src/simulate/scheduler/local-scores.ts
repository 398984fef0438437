import type { ScorePass } from './framework.ts'
import { enlarged, type NodeChanges } from './node-changes.ts'
import type { NodeInfo } from './node-info.ts'

/** What a plugin that looks at one node at a time scores every node, kept up to date as nodes change: the same for all pods of a kind. */
export class LocalScores {
  readonly #pass: ScorePass
  #values: Float64Array = new Float64Array(0)
  #seen: Int32Array = new Int32Array(0)
  #changes = -1
  #count = 0
  #nonZero = 0

  constructor(pass: ScorePass) {
    this.#pass = pass
  }

  /** No node has another score than 0. */
  get isZero(): boolean {
    return this.#nonZero === 0
  }

  /** The scores by the places of the nodes, before normalisation. */
  get values(): Float64Array {
    return this.#values
  }

  /** Looks at the nodes that have changed. */
  update(nodes: readonly NodeInfo[], changes: NodeChanges): void {
    if (this.#changes === changes.count && this.#count === nodes.length) return
    if (this.#seen.length < nodes.length) {
      this.#seen = enlarged(this.#seen, nodes.length)
      const values = new Float64Array(this.#seen.length)
      values.set(this.#values)
      this.#values = values
    }
    this.#changes = changes.count
    this.#count = nodes.length
    const { last } = changes
    const seen = this.#seen
    for (let i = 0; i < nodes.length; i++) {
      if (seen[i] === last[i]) continue
      seen[i] = last[i]!
      const before = this.#values[i]!
      const score = this.#pass.score(nodes[i]!)
      this.#nonZero += (score === 0 ? 0 : 1) - (before === 0 ? 0 : 1)
      this.#values[i] = score
    }
  }
}
