import type { ResourceList } from '../../k8s/types.ts'
import type {
  BatchState,
  ClusterEvent,
  DaemonSetState,
  PodState,
  QosClass,
  QuotaState,
  WorkloadCondition,
  WorkloadState,
} from '../../simulate/control-plane/index.ts'

/** The condition that a scheduling decision leaves on a pod. */
export interface PodConditionResult {
  readonly type: string
  readonly status: 'True' | 'False'
  readonly reason?: string
  readonly message?: string
}

/** Requests and limits of one container, after admission. */
export interface ContainerResourcesResult {
  readonly requests?: ResourceList
  readonly limits?: ResourceList
}

/** A pod in the settled state. */
export interface PodResult {
  readonly namespace: string
  readonly name: string
  /** Its controller. */
  readonly owner?: { readonly kind: string; readonly name: string }
  readonly node?: string
  readonly nominatedNode?: string
  readonly priority: number
  readonly qos: QosClass
  readonly phase: 'Pending' | 'Running'
  readonly ready: boolean
  readonly scheduled?: PodConditionResult
  /** By container. */
  readonly resources?: Readonly<Record<string, ContainerResourcesResult>>
  readonly overhead?: ResourceList
  /** How many identical consecutive pods this one stands for. */
  readonly count?: number
}

/** A distinct event. */
export interface EventResult {
  readonly type: 'Normal' | 'Warning'
  readonly reason: string
  readonly kind: string
  /** Absent where the object is in none. */
  readonly namespace?: string
  readonly name: string
  readonly message: string
}

/** A condition of a workload. */
export interface WorkloadConditionResult {
  readonly type: string
  readonly status: 'True' | 'False' | 'Unknown'
  readonly reason: string
  readonly message: string
}

/** A Deployment, ReplicaSet or StatefulSet in the settled state. */
export interface WorkloadResult {
  readonly namespace: string
  readonly name: string
  readonly desired: number
  readonly replicas: number
  readonly ready: number
  readonly updated: number
  readonly available: number
  readonly unavailable: number
  readonly conditions: readonly WorkloadConditionResult[]
}

/** A DaemonSet in the settled state. */
export interface DaemonSetResult {
  readonly namespace: string
  readonly name: string
  readonly desired: number
  readonly current: number
  readonly misscheduled: number
  readonly ready: number
}

/** A quota in the settled state. */
export interface QuotaResult {
  readonly namespace: string
  readonly name: string
  readonly hard: ResourceList
  readonly used: ResourceList
}

/** A Job or CronJob in the settled state. */
export interface BatchResult {
  readonly namespace: string
  readonly name: string
  readonly active: number
  readonly suspend: boolean
  readonly schedule?: string
  readonly conditions: readonly WorkloadConditionResult[]
}

/** A pod, its keys in the order of the contract. */
export function podResult(pod: PodState): PodResult {
  const { namespace, name, owner, node, nominatedNode, priority, qos, phase, ready, scheduled, resources, overhead, count } = pod
  return {
    namespace,
    name,
    ...(owner !== undefined && { owner: { kind: owner.kind, name: owner.name } }),
    ...(node !== undefined && { node }),
    ...(nominatedNode !== undefined && { nominatedNode }),
    priority,
    qos,
    phase,
    ready,
    ...(scheduled !== undefined && { scheduled }),
    ...(resources !== undefined && { resources }),
    ...(overhead !== undefined && { overhead }),
    ...(count !== undefined && { count }),
  }
}

/** An event, its keys in the order of the contract. */
export function eventResult({ type, reason, kind, namespace, name, message }: ClusterEvent): EventResult {
  return { type, reason, kind, ...(namespace !== '' && { namespace }), name, message }
}

/** A workload, its keys in the order of the contract. */
export function workloadResult(workload: WorkloadState): WorkloadResult {
  const { namespace, name, desired, replicas, ready, updated, available, unavailable, conditions } = workload
  return { namespace, name, desired, replicas, ready, updated, available, unavailable, conditions: conditions.map(conditionResult) }
}

/** A DaemonSet, its keys in the order of the contract. */
export function daemonSetResult({ namespace, name, desired, current, misscheduled, ready }: DaemonSetState): DaemonSetResult {
  return { namespace, name, desired, current, misscheduled, ready }
}

/** A quota, its keys in the order of the contract. */
export function quotaResult({ namespace, name, hard, used }: QuotaState): QuotaResult {
  return { namespace, name, hard, used }
}

/** A Job or CronJob, its keys in the order of the contract. */
export function batchResult({ namespace, name, active, suspend, schedule, conditions }: BatchState): BatchResult {
  return { namespace, name, active, suspend, ...(schedule !== undefined && { schedule }), conditions: conditions.map(conditionResult) }
}

function conditionResult({ type, status, reason, message }: WorkloadCondition): WorkloadConditionResult {
  return { type, status, reason, message }
}
