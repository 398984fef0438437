import type { OwnedPods, WantedPod } from '../rollout/index.ts'
import type { NodeInfo, QueuedPod } from '../scheduler/index.ts'
import type { OwnerName, PodCondition } from './outcome.ts'
import type { RecordedChoice } from './placements.ts'
import type { PodSource } from './pod-source.ts'

/** One pod, or identical pods that wait together, and where they have got to. */
export class PodGroup implements OwnedPods {
  source: PodSource
  queued: QueuedPod
  count: number
  attempts = 0
  /** `pending` pods are tried again when something changes; `reserved` ones have a node once their claims are bound; `held` ones are not the scheduler's business. */
  state: 'new' | 'pending' | 'reserved' | 'bound' | 'held' | 'gone' = 'new'
  node: NodeInfo | undefined
  /** The node that is kept for it until its claims are bound. */
  reservedNode: NodeInfo | undefined
  nominatedNode: NodeInfo | undefined
  condition: PodCondition | undefined
  /** Plugins that refused it at the last attempt. */
  refusedBy: ReadonlySet<string> = new Set()
  /** What a real cluster did with it. */
  recorded: RecordedChoice | undefined
  /** What owns it as a controller: a workload's controller, or one of a Deployment's ReplicaSets. */
  controlledBy: object | undefined
  /** The name of its controller. */
  owner: OwnerName | undefined
  /** Whether a bound pod cannot start yet: a claim of its volumes is not bound. */
  waitsForClaims = false

  /** `order` is the first of `count` places in time. */
  constructor(source: PodSource, order: number, count: number) {
    this.source = source
    this.queued = { info: source.info, name: source.podName, order }
    this.count = count
    this.owner = source.controller
  }

  get wanted(): WantedPod | undefined {
    return this.source.wanted
  }

  get podName(): string {
    return this.source.podName
  }

  get labels(): Readonly<Record<string, string>> {
    return this.source.info.labels
  }

  get order(): number {
    return this.queued.order
  }

  get isRunning(): boolean {
    return this.state === 'bound' && !this.waitsForClaims
  }

  /** Readiness gates are opened by somebody outside. */
  get isReady(): boolean {
    return this.isRunning && (this.source.info.spec.readinessGates ?? []).length === 0
  }

  /** Takes over what another state of the pod declares. */
  become(source: PodSource): void {
    this.source = source
    this.queued = { ...this.queued, info: source.info }
  }

  /** Takes the first pods out of the group: the group itself where it has no more. */
  take(count: number): PodGroup {
    if (count >= this.count) return this
    const { source, queued, attempts, state, condition, refusedBy, recorded, controlledBy, owner } = this
    const taken = new PodGroup(source, queued.order, count)
    Object.assign(taken, { attempts, state, condition, refusedBy, recorded, controlledBy, owner })
    this.queued = { ...queued, order: queued.order + count }
    this.count -= count
    return taken
  }
}
