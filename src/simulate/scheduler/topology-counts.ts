import { labelOf } from '../../k8s/label-selector.ts'
import type { NodeInfo } from './node-info.ts'

/** Counts by topology key and domain: what is near a node is one look-up for each key. */
export class TopologyCounts {
  readonly #byKey = new Map<string, Map<string, number>>()

  get isEmpty(): boolean {
    return this.#byKey.size === 0
  }

  /** Adds `weight` for each pod on nodes that have the key; other nodes are in no domain. */
  addNodes(topologyKey: string, nodes: ReadonlyMap<NodeInfo, number>, weight: number): void {
    for (const [node, count] of nodes) {
      const domain = labelOf(node.labels, topologyKey)
      if (domain === undefined) continue
      const domains = this.#byKey.get(topologyKey) ?? new Map<string, number>()
      this.#byKey.set(topologyKey, domains)
      domains.set(domain, (domains.get(domain) ?? 0) + count * weight)
    }
  }

  on(node: NodeInfo, topologyKey: string): number {
    const domain = labelOf(node.labels, topologyKey)
    return domain === undefined ? 0 : (this.#byKey.get(topologyKey)?.get(domain) ?? 0)
  }

  anyOn(node: NodeInfo): boolean {
    for (const key of this.#byKey.keys()) if (this.on(node, key) > 0) return true
    return false
  }

  sumOn(node: NodeInfo): number {
    let sum = 0
    for (const key of this.#byKey.keys()) sum += this.on(node, key)
    return sum
  }
}
