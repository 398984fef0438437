import type { PodGroup } from './pod-group.ts'
import type { SchedulingContext } from './scheduling-context.ts'

/** Pods that do not enter the scheduler's queue before their claims on devices exist. Mirrors DynamicResources PreEnqueue, v1.36. */
export class AwaitingPods {
  readonly #context: Pick<SchedulingContext, 'devices' | 'recorder' | 'world'>
  readonly #groups = new Set<PodGroup>()

  constructor(context: Pick<SchedulingContext, 'devices' | 'recorder' | 'world'>) {
    this.#context = context
  }

  /** Takes in a pod that has to wait; false where there is nothing to wait for. */
  hold(group: PodGroup): boolean {
    const isDecided = group.recorded !== undefined || (group.source.info.spec.nodeName ?? '') !== ''
    if (isDecided || (this.#context.devices?.awaitedBy(group) ?? []).length === 0) return false
    group.state = 'held'
    this.#groups.add(group)
    return true
  }

  /** All that wait, to be tried again. */
  release(): readonly PodGroup[] {
    const groups = [...this.#groups]
    this.#groups.clear()
    for (const group of groups) group.state = 'new'
    return groups
  }

  delete(group: PodGroup): void {
    this.#groups.delete(group)
  }

  /** Writes down which pods never entered the queue. */
  record(): void {
    const { recorder, devices, world } = this.#context
    for (const group of this.#groups)
      recorder.held(group, { outcome: world === 'open' ? 'unknown' : 'gated', missing: devices?.awaitedBy(group) ?? [] }, undefined)
  }
}
