import type { FieldRef } from '../../cluster/field-ref.ts'
import type { PodTemplate } from '../../cluster/pod-template.ts'
import type { Request } from '../../cluster/request.ts'
import type { Resource } from '../../cluster/resource.ts'
import type { QosClass } from '../../k8s/qos.ts'
import type { ResourceList } from '../../k8s/types.ts'
import type { AutoscalerState } from '../autoscaling/index.ts'
import type { DeviceClaimState } from '../devices/index.ts'
import type { BudgetState, Eviction } from '../disruption/index.ts'
import type { EndpointSlice } from '../endpoints/index.ts'
import type { WorkloadCondition } from '../rollout/index.ts'
import type { NodeVerdict } from '../scheduler/index.ts'
import type { ClaimState, VolumeState } from '../volumes/index.ts'
import type { Remedy } from './remedies/remedy.ts'
import type { Answer, NodePressure, PodTimelines } from './settled-facts.ts'
import type { WorkloadName } from './workload-name.ts'

export type { ClaimState, DeviceClaimState, Remedy, VolumeState }

/** A name in a namespace; names that Kubernetes makes up are written `web-<hash>-<suffix>`. */
export interface NamespacedName {
  readonly namespace: string
  readonly name: string
}

/** An object by kind and name. */
export interface OwnerName {
  readonly kind: string
  readonly name: string
}

/** What became of a pod in one attempt. */
export type DecisionResult =
  | 'scheduled'
  | 'unschedulable'
  /** held back by scheduling gates */
  | 'gated'
  /** `spec.nodeName` given */
  | 'assigned'
  /** another scheduler's pod */
  | 'ignored'
  | 'waits-for-provisioning'
  | 'unknown'

/** One attempt of the scheduler at one pod. */
export interface Decision {
  readonly pod: NamespacedName
  /** The top-level object that the manifest declares. */
  readonly owner: OwnerName & { readonly namespace: string }
  /** Where the pod is written. */
  readonly template: PodTemplate
  /** 1 for the first decision. */
  readonly attempt: number
  readonly outcome: DecisionResult
  /** Names of the nodes that pass every filter. */
  readonly feasible: readonly string[]
  /** Of these, those with the highest total score. */
  readonly candidates: readonly string[]
  /** The node that the simulation goes on with. */
  readonly node?: string
  /** With placements: is the given outcome possible. */
  readonly agrees?: boolean
  /** Of the condition PodScheduled=False. */
  readonly reason?: string
  readonly message?: string
  /** Preemption: the node, and the pods that are evicted from it, as `namespace/name`. */
  readonly nominatedNode?: string
  readonly victims?: readonly string[]
  /** On the last decision about a pod that waits: single changes after which it fits. */
  readonly remedies?: readonly Remedy[]
  /** For `unknown`: what the input lacks, or the plugin that is not simulated. */
  readonly missing?: readonly string[]
  /** With detail: every node. */
  readonly nodes?: readonly NodeVerdict[]
  /** Of one owner's pods beyond the first 1,000: how many identical consecutive decisions this one stands for. */
  readonly count?: number
}

/** The condition that scheduling leaves on a pod. */
export interface PodCondition {
  readonly type: 'PodScheduled'
  readonly status: 'True' | 'False'
  readonly reason?: string
  readonly message?: string
}

export type { QosClass, WorkloadCondition }

/** A pod in the settled state. */
export interface PodState {
  readonly namespace: string
  readonly name: string
  /** Its controller. */
  readonly owner?: OwnerName
  readonly template: PodTemplate
  readonly node?: string
  readonly nominatedNode?: string
  readonly priority: number
  readonly qos: QosClass
  readonly phase: 'Pending' | 'Running'
  readonly ready: boolean
  /** Absent where nobody has looked at the pod. */
  readonly scheduled?: PodCondition
  /** What the scheduler reserves for it. */
  readonly requests: ResourceList
  /** Requests and limits by container, after admission. */
  readonly resources?: Readonly<Record<string, { readonly requests?: ResourceList; readonly limits?: ResourceList }>>
  readonly overhead?: ResourceList
  readonly count?: number
}

/** How full a node is in the settled state. */
export interface NodeUsage {
  readonly name: string
  readonly resource: Resource
  readonly unschedulable: boolean
  /** Canonical quantities, by resource; `pods` among them. */
  readonly allocatable: ResourceList
  readonly requested: ResourceList
  /** The pods on it, in order of arrival. */
  readonly pods: readonly { readonly namespace: string; readonly name: string; readonly count?: number; readonly template: PodTemplate }[]
}

/** One distinct event; repetitions are not listed. */
export interface ClusterEvent {
  readonly type: 'Normal' | 'Warning'
  readonly reason: string
  readonly kind: string
  readonly namespace: string
  readonly name: string
  readonly message: string
}

/** A Deployment, ReplicaSet or StatefulSet in the settled state. */
export interface WorkloadState {
  readonly namespace: string
  readonly name: string
  readonly owner?: OwnerName
  readonly resource: Resource
  readonly desired: number
  readonly replicas: number
  readonly ready: number
  readonly updated: number
  readonly available: number
  readonly unavailable: number
  readonly conditions: readonly WorkloadCondition[]
}

/** A DaemonSet in the settled state. */
export interface DaemonSetState {
  readonly namespace: string
  readonly name: string
  readonly resource: Resource
  /** Nodes that should run one of its pods, those that do, and those that do and should not. */
  readonly desired: number
  readonly current: number
  readonly misscheduled: number
  readonly ready: number
}

/** A ResourceQuota in the settled state: canonical quantities by resource. */
export interface QuotaState {
  readonly namespace: string
  readonly name: string
  readonly resource: Resource
  readonly hard: ResourceList
  readonly used: ResourceList
}

/** A Job or CronJob in the settled state. */
export interface BatchState {
  readonly namespace: string
  readonly name: string
  readonly resource: Resource
  /** Pods of a Job, Jobs of a CronJob. */
  readonly active: number
  readonly suspend: boolean
  readonly schedule?: string
  readonly conditions: readonly WorkloadCondition[]
}

/** What was taken for granted about an object because the input is silent. */
export interface Assumption {
  /** One sentence without a full stop: `node n2 declares no pods capacity: 110 assumed`. */
  readonly message: string
  readonly at: FieldRef
}

/** What the control plane makes of one set: pure data, which src/report turns into the contract's result. */
export interface SimulationOutcome {
  readonly assumptions: readonly Assumption[]
  /** Every attempt of the scheduler, in time order. */
  readonly decisions: readonly Decision[]
  readonly pods: readonly PodState[]
  readonly nodes: readonly NodeUsage[]
  readonly persistentVolumeClaims: readonly ClaimState[]
  readonly persistentVolumes: readonly VolumeState[]
  readonly resourceClaims: readonly DeviceClaimState[]
  readonly events: readonly ClusterEvent[]
  readonly endpoints: readonly EndpointSlice[]
  readonly budgets: readonly BudgetState[]
  readonly autoscalers: readonly AutoscalerState[]
  /** The answer to evicting each pod; only where it is asked for. */
  readonly evictions: readonly Eviction[]
  /** In which order each node gives pods up when memory runs out; only with detail. */
  readonly memoryPressure: readonly NodePressure[]
  /** The answers to what is asked. */
  readonly answers: readonly Answer[]
  /** What becomes of containers by their probes. */
  readonly probes: readonly PodTimelines[]
  readonly deployments: readonly WorkloadState[]
  readonly replicaSets: readonly WorkloadState[]
  readonly statefulSets: readonly WorkloadState[]
  readonly resourceQuotas: readonly QuotaState[]
  /** The server's answers, in the order in which the set was applied; absent where it was applied before. */
  readonly requests?: readonly Request[]
  readonly daemonSets: readonly DaemonSetState[]
  readonly jobs: readonly BatchState[]
  readonly cronJobs: readonly BatchState[]
}

/** A recorded choice, or the addresses of a pod. */
export type Placement =
  | { readonly namespace: string; readonly pod: string; readonly node?: string | null; readonly ips?: readonly string[] }
  | {
      readonly owner: { readonly kind: string; readonly namespace: string; readonly name: string }
      readonly nodes: readonly (string | null)[]
    }

/** How a simulation is to go. */
export interface SimulationOptions {
  /** Is each pod decided as soon as it is created, or after all is applied. */
  readonly arrival: 'one-by-one' | 'together'
  readonly placements?: readonly Placement[]
  /** Keep every node's reasons and scores. */
  readonly detail?: boolean
  /** The object about whose pods every node's reasons are kept, where they are not kept about all. */
  readonly explained?: WorkloadName
  /** A node to be drained once everything has settled. */
  readonly drain?: string
  /** Workloads of which it is asked how many replicas have room once everything has settled. */
  readonly howMany?: readonly WorkloadName[]
}

/** One cause of a failure to place a template's pods, over all the nodes that it rules out. */
export interface SchedulingCause {
  /** Upstream name of the plugin. */
  readonly plugin: string
  /** The scheduler's own text. */
  readonly text: string
  readonly subject: string
  /** The field of the pod that decides. */
  readonly at: FieldRef
  readonly nodes: readonly string[]
  /** What another controller says of it: why a claim is not bound. */
  readonly because?: string
  /** Where a resource decides: what is wanted, and the most that any of these nodes has free. */
  readonly needed?: string
  readonly free?: string
  /** What it fails against on each node: allocatable, label, taint, the pod that holds the port. */
  readonly by: readonly { readonly node: string; readonly free?: string; readonly at: FieldRef }[]
}

/** Pods of one template that no node can run, whatever the order of arrival. */
export interface SchedulingFailure {
  readonly template: PodTemplate
  /** How many of its pods stay pending at least, and how many there are. */
  readonly pending: number
  readonly total: number
  /** The component's sentence of the first pod that stays pending. */
  readonly message: string
  readonly nodes: readonly NodeVerdict[]
  /** The causes, those that rule out most nodes first. */
  readonly causes: readonly SchedulingCause[]
  /** Single changes that would give one of the pods a node, each tried out; for the first failures only. */
  readonly remedies: readonly Remedy[]
}

/** Pods whose placement the input leaves open. */
export interface SchedulingUnknown {
  readonly template: PodTemplate
  readonly missing: readonly string[]
}

/** Pods that find a node only where others are evicted for them, in whatever order they arrive. */
export interface ForcedPreemption {
  readonly template: PodTemplate
  readonly node: string
  /** The pods that make way for the first of them. */
  readonly victims: readonly { readonly template: PodTemplate; readonly name: string }[]
}

/** What the rules on scheduling report. */
export interface SchedulingOutcome {
  readonly failures: readonly SchedulingFailure[]
  readonly preemptions: readonly ForcedPreemption[]
  readonly unknowns: readonly SchedulingUnknown[]
}
