import { labelOf } from '../../k8s/label-selector.ts'
import type { NodeInfo } from './node-info.ts'

/** Which domain of one topology key each node is in, domains and nodes as numbers, so that counts by domain are plain lists. */
export interface Topology {
  /** By a node's place; -1 where the node has no such label. */
  readonly domains: Int32Array
  /** How many domains there are. */
  readonly size: number
  /** The domain of the empty value, or else the next number. */
  readonly unlabelled: number
}

/** The domains of a topology key. */
export function topologyOf(key: string, nodes: readonly NodeInfo[]): Topology {
  const domains = new Int32Array(nodes.length)
  const known = new Map<string, number>()
  for (let i = 0; i < nodes.length; i++) {
    const value = labelOf(nodes[i]!.labels, key)
    let domain = value === undefined ? -1 : known.get(value)
    if (domain === undefined) {
      domain = known.size
      known.set(value!, domain)
    }
    domains[i] = domain
  }
  return { domains, size: known.size, unlabelled: known.get('') ?? known.size }
}
