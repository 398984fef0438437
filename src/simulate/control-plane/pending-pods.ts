import { type ClusterChange, defaultProfile, isWorthAnotherTry, pluginsThatWatchPods, type Snapshot } from '../scheduler/index.ts'
import type { PodGroup } from './pod-group.ts'

/** Pods for which the scheduler found no node, until something changes. */
export class PendingPods implements Iterable<PodGroup> {
  readonly #groups = new Set<PodGroup>()
  /** Those that others may help by getting a node. */
  readonly #watching = new Set<PodGroup>()

  /** `refusedBy` of the pods says who refused them. */
  add(group: PodGroup): void {
    this.#groups.add(group)
    if (watchesPods(group)) this.#watching.add(group)
    else this.#watching.delete(group)
  }

  delete(group: PodGroup): void {
    this.#groups.delete(group)
    this.#watching.delete(group)
  }

  [Symbol.iterator](): Iterator<PodGroup> {
    return this.#groups.values()
  }

  /** Those to be tried again after a change. */
  *concernedBy(change: ClusterChange, snapshot: Snapshot): Iterable<PodGroup> {
    for (const group of change.type === 'pod-assigned' ? this.#watching : this.#groups)
      if (isWorthAnotherTry(group.queued, group.refusedBy, change, snapshot, snapshot.profileOf(group.source.info) ?? defaultProfile))
        yield group
  }
}

function watchesPods({ refusedBy }: PodGroup): boolean {
  for (const plugin of pluginsThatWatchPods) if (refusedBy.has(plugin)) return true
  return false
}
