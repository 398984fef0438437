import type { Resource } from '../../cluster/resource.ts'
import type { KubernetesObject, LabelSelector } from '../../k8s/types.ts'
import type { PodControl } from './pod-control.ts'
import type { WorkloadTemplate } from './wanted-pods.ts'
import type { WorkloadStatus } from './workload-status.ts'

/** The controller of one workload: brings about what its object asks for, step by step. */
export interface WorkloadController {
  readonly kind: string
  readonly namespace: string
  readonly name: string
  /** The object that the manifest declares. */
  readonly resource: Resource
  /** How many pods the object asks for now. */
  readonly desired: number
  /** The selector by which it adopts pods that nobody controls; undefined where there can be none. */
  readonly adopts: LabelSelector | undefined
  /** Whether a pod of that name may be one of its own; absent where every name will do. */
  mayBeOwn?(podName: string): boolean
  /** What owns pods in its name: itself, or the ReplicaSets of a Deployment. */
  readonly owners: readonly object[]
  /** Does what is to be done now; whether it may have more to do although nothing else changes. */
  sync(control: PodControl): boolean
  /** Takes another state of the object; `stored` is the object as the server keeps it. */
  update(resource: Resource, stored: KubernetesObject, template: WorkloadTemplate): void
  /** Its object is deleted, and its pods after it: deletes what else belongs to it. */
  depart?(control: PodControl): void
  /** Sets the number of pods, as an autoscaler does; absent where nobody may. */
  scale?(replicas: number): void
  /** Whether the server refused one of its pods, so that it tries again once there is room. */
  readonly isRefused: boolean
  /** What has adopted the object; absent where nothing may. */
  readonly controlledBy?: WorkloadController | undefined
  /** Whether its object is deleted once it is done, before the settled state is looked at. */
  readonly isGone?: boolean
  status(control: PodControl): WorkloadStatus
}
