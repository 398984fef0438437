import type { NodeInfo } from './node-info.ts'
import type { Snapshot } from './snapshot.ts'
import type { Topology } from './topology.ts'

interface DomainCounts {
  readonly topology: Topology
  readonly counts: Float64Array
}

/** Counts by topology key and domain: what is near a node is one look-up for each key. */
export class TopologyCounts {
  readonly #snapshot: Snapshot
  readonly #byKey = new Map<string, DomainCounts>()
  readonly #entries: DomainCounts[] = []

  constructor(snapshot: Snapshot) {
    this.#snapshot = snapshot
  }

  get isEmpty(): boolean {
    return this.#entries.length === 0
  }

  /** Adds `weight` for each pod on nodes that have the key; other nodes are in no domain. */
  addNodes(topologyKey: string, nodes: ReadonlyMap<NodeInfo, number>, weight: number): void {
    const topology = this.#snapshot.topology(topologyKey)
    let counts = this.#byKey.get(topologyKey)?.counts
    for (const [{ index }, count] of nodes) {
      const domain = topology.domains[index]!
      if (domain === -1) continue
      if (counts === undefined) {
        counts = new Float64Array(topology.size)
        const entry = { topology, counts }
        this.#byKey.set(topologyKey, entry)
        this.#entries.push(entry)
      }
      counts[domain]! += count * weight
    }
  }

  on(node: NodeInfo, topologyKey: string): number {
    const entry = this.#byKey.get(topologyKey)
    return entry === undefined ? 0 : countOn(entry, node)
  }

  anyOn(node: NodeInfo): boolean {
    for (const entry of this.#entries) if (countOn(entry, node) > 0) return true
    return false
  }

  sumOn(node: NodeInfo): number {
    let sum = 0
    for (const entry of this.#entries) sum += countOn(entry, node)
    return sum
  }
}

function countOn({ topology, counts }: DomainCounts, { index }: NodeInfo): number {
  const domain = topology.domains[index]!
  return domain === -1 ? 0 : counts[domain]!
}
