import type { NodeInfo, Snapshot } from '../scheduler/index.ts'
import type { PodGroup } from './pod-group.ts'

/** Which pods wait for room on a node that was cleared for them. */
export class Nominations {
  readonly #snapshot: Snapshot

  constructor(snapshot: Snapshot) {
    this.#snapshot = snapshot
  }

  begin(pod: PodGroup, node: NodeInfo): void {
    this.end(pod)
    const { nominated } = this.#snapshot
    pod.nominatedNode = node
    nominated.set(node, (nominated.get(node) ?? new Set()).add(pod.queued))
  }

  end(pod: PodGroup): void {
    if (pod.nominatedNode === undefined) return
    const { nominated } = this.#snapshot
    const promised = nominated.get(pod.nominatedNode)
    promised?.delete(pod.queued)
    if (promised?.size === 0) nominated.delete(pod.nominatedNode)
    pod.nominatedNode = undefined
  }
}
