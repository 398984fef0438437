import type { NodeInfo, Snapshot } from '../scheduler/index.ts'
import type { DeviceWork } from './device-work.ts'
import type { SimulationOptions } from './outcome.ts'
import type { PodGroup } from './pod-group.ts'
import type { PodTable } from './pod-table.ts'
import type { Recorder } from './recorder.ts'

/** How one run is to go. */
export interface RunOptions extends SimulationOptions {
  /** Which of equal candidates is taken, by name. */
  readonly pick: 'first' | 'last'
  /** Nobody will ask for attempts that were decided, nor for events about them. */
  readonly quiet?: true
}

/** What the scheduler works on, and whom it tells. */
export interface SchedulingContext {
  readonly snapshot: Snapshot
  readonly pods: PodTable
  readonly recorder: Recorder
  readonly world: 'open' | 'closed'
  readonly hasNodes: boolean
  /** Of the priority classes that are declared; no pod of such a priority is evicted for another. */
  readonly highestPriority: number
  /** Called when a pod has got a node. */
  bound(pod: PodGroup): void
  /** Called for a pod that is evicted, before it is gone. */
  evicted(pod: PodGroup): void
  /** Called for every pod that goes, before it is gone. */
  removed?(pod: PodGroup): void
  readonly claims?: PodClaims
  readonly devices?: DeviceWork
}

/** The claims of pods, as the scheduler meets them. */
export interface PodClaims {
  /** What may exist elsewhere and would decide about a pod's claims. */
  openQuestions(pod: PodGroup): readonly string[]
  /** Has a pod's claims bound for the node that it is to have. Whether they all are. */
  reserve(pod: PodGroup, node: NodeInfo): boolean
  /** A pod has a node. Whether its claims are all bound, so that it can start. */
  canStart(pod: PodGroup): boolean
}
