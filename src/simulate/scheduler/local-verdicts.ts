import type { FilterPass } from './framework.ts'
import { enlarged, type NodeChanges } from './node-changes.ts'
import type { NodeInfo } from './node-info.ts'
import type { Status } from './status.ts'

/** What filters that look at one node at a time say of every node, kept up to date as nodes change: the same for all pods of a kind. */
export class LocalVerdicts {
  readonly #passes: readonly FilterPass[]
  readonly #statuses: (Status | undefined)[] = []
  /** Which of the filters refuses the node. */
  readonly #refusedBy: number[] = []
  #seen: Int32Array = new Int32Array(0)
  #changes = -1
  #count = 0
  #feasible: readonly NodeInfo[] | undefined

  constructor(passes: readonly FilterPass[]) {
    this.#passes = passes
  }

  /** Looks at the nodes that have changed. */
  update(nodes: readonly NodeInfo[], changes: NodeChanges): void {
    if (this.#changes === changes.count && this.#count === nodes.length) return
    if (this.#seen.length < nodes.length) this.#seen = enlarged(this.#seen, nodes.length)
    if (this.#count !== nodes.length) this.#feasible = undefined
    this.#changes = changes.count
    this.#count = nodes.length
    const { last } = changes
    const seen = this.#seen
    for (let i = 0; i < nodes.length; i++) {
      if (seen[i] === last[i]) continue
      seen[i] = last[i]!
      this.#judge(nodes[i]!, i)
    }
  }

  /** The nodes that no filter refuses: the same list as long as they are the same nodes. */
  feasible(nodes: readonly NodeInfo[]): readonly NodeInfo[] {
    this.#feasible ??= nodes.filter((_, index) => this.#statuses[index] === undefined)
    return this.#feasible
  }

  /** The refusal of the node at a place, and which filter makes it. */
  refusalAt(index: number): { readonly status: Status; readonly by: number } | undefined {
    const status = this.#statuses[index]
    return status === undefined ? undefined : { status, by: this.#refusedBy[index]! }
  }

  #judge(node: NodeInfo, index: number): void {
    let status: Status | undefined
    let by = 0
    for (; by < this.#passes.length; by++) {
      status = this.#passes[by]!.filter(node)
      if (status !== undefined) break
    }
    if ((status === undefined) !== (this.#statuses[index] === undefined) || index >= this.#statuses.length) this.#feasible = undefined
    this.#statuses[index] = status
    this.#refusedBy[index] = by
  }
}
