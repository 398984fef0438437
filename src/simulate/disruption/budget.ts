import type { Resource } from '../../cluster/resource.ts'
import type { SettledPod } from '../../cluster/settled-pods.ts'
import type { KubernetesObject, LabelSelector } from '../../k8s/types.ts'

/** A PodDisruptionBudget as it is written. */
export interface PodDisruptionBudget extends KubernetesObject {
  readonly spec?: {
    readonly selector?: LabelSelector
    readonly minAvailable?: number | string
    readonly maxUnavailable?: number | string
    readonly unhealthyPodEvictionPolicy?: string
  }
}

/** The condition that tells whether a budget allows anything. */
export interface BudgetCondition {
  readonly type: 'DisruptionAllowed'
  readonly status: 'True' | 'False'
  readonly reason: 'SufficientPods' | 'InsufficientPods' | 'SyncFailed'
  readonly message: string
}

/** The status of a PodDisruptionBudget while the pods are as they are. */
export interface BudgetState {
  readonly namespace: string
  readonly name: string
  readonly resource: Resource
  readonly disruptionsAllowed: number
  readonly currentHealthy: number
  readonly desiredHealthy: number
  readonly expectedPods: number
  readonly condition: BudgetCondition
  /** Whether the controller never got as far as to count. */
  readonly syncFailed: boolean
  /** The pods that it selects. */
  readonly pods: readonly SettledPod[]
}

/** What the disruption controller says about a budget, or a pod. */
export interface DisruptionEvent {
  readonly type: 'Normal' | 'Warning'
  readonly reason: string
  readonly kind: 'PodDisruptionBudget' | 'Pod'
  readonly namespace: string
  readonly name: string
  readonly message: string
}
