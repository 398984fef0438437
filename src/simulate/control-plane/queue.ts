import type { PodGroup } from './pod-group.ts'

/** Pods to be tried, the most important first, then in order of creation. Mirrors pkg/scheduler/framework/plugins/queuesort PrioritySort, v1.36. */
export class SchedulingQueue {
  readonly #heap: PodGroup[] = []
  readonly #members = new Set<PodGroup>()

  /** A group that is in the queue already stays where it is. */
  push(group: PodGroup): void {
    if (this.#members.has(group)) return
    this.#members.add(group)
    const heap = this.#heap
    let at = heap.push(group) - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (!isBefore(group, heap[parent]!)) break
      heap[at] = heap[parent]!
      at = parent
    }
    heap[at] = group
  }

  pop(): PodGroup | undefined {
    const heap = this.#heap
    const first = heap[0]
    const last = heap.pop()
    if (first === undefined || last === undefined) return undefined
    this.#members.delete(first)
    if (heap.length === 0) return first
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child++
      if (child >= heap.length || !isBefore(heap[child]!, last)) break
      heap[at] = heap[child]!
      at = child
    }
    heap[at] = last
    return first
  }
}

function isBefore({ queued: a }: PodGroup, { queued: b }: PodGroup): boolean {
  return a.info.priority !== b.info.priority ? a.info.priority > b.info.priority : a.order < b.order
}
