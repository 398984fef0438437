import type { NodeInfo, QueuedPod } from '../scheduler/index.ts'
import type { PodCondition } from './outcome.ts'
import type { RecordedChoice } from './placements.ts'
import type { PodSource } from './pod-source.ts'

/** One pod, or identical pods that wait together, and where they have got to. */
export class PodGroup {
  readonly source: PodSource
  queued: QueuedPod
  count: number
  attempts = 0
  /** `pending` pods are tried again when something changes; `held` ones are not the scheduler's business. */
  state: 'new' | 'pending' | 'bound' | 'held' | 'gone' = 'new'
  node: NodeInfo | undefined
  nominatedNode: NodeInfo | undefined
  condition: PodCondition | undefined
  /** Plugins that refused it at the last attempt. */
  refusedBy: ReadonlySet<string> = new Set()
  /** What a real cluster did with it. */
  recorded: RecordedChoice | undefined

  /** `order` is the first of `count` places in time. */
  constructor(source: PodSource, order: number, count: number) {
    this.source = source
    this.queued = { info: source.info, name: source.podName, order }
    this.count = count
  }

  /** Takes the first pod out of the group: the group itself where it is the only one. */
  takeOne(): PodGroup {
    if (this.count === 1) return this
    const { source, queued, attempts, state } = this
    const single = new PodGroup(source, queued.order, 1)
    single.attempts = attempts
    single.state = state
    this.queued = { ...queued, order: queued.order + 1 }
    this.count--
    return single
  }
}
