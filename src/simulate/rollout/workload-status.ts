import type { ControllerName } from './wanted-pod.ts'

/** A condition in the status of a workload. */
export interface WorkloadCondition {
  readonly type: string
  readonly status: 'True' | 'False' | 'Unknown'
  readonly reason: string
  readonly message: string
}

/** What a controller writes into the status of its object, or would. */
export interface WorkloadStatus {
  readonly desired: number
  /** Pods that there are; of a DaemonSet the nodes that should run one and do. */
  readonly replicas: number
  readonly ready: number
  readonly updated: number
  readonly available: number
  readonly unavailable: number
  readonly conditions: readonly WorkloadCondition[]
  /** A DaemonSet's nodes that run a pod and should not. */
  readonly misscheduled?: number
  /** Of a Job and a CronJob. */
  readonly suspend?: boolean
  readonly schedule?: string
  /** A Deployment's ReplicaSets, the oldest first. */
  readonly replicaSets?: readonly (WorkloadStatus & { readonly owner: ControllerName; readonly name: string })[]
}

/** The settled state is looked at so many seconds after the last change: what takes longer has not come about. */
export const settledAfterSeconds = 60
