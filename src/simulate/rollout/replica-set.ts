import type { OwnedPods, PodControl } from './pod-control.ts'
import { countOf } from './pod-counts.ts'
import type { ControllerName, WantedPod } from './wanted-pod.ts'
import type { WorkloadTemplate } from './wanted-pods.ts'
import type { WorkloadCondition } from './workload-status.ts'

/** A number of equal pods: a ReplicaSet, declared or made by a Deployment, or a ReplicationController. */
export class ReplicaSet {
  readonly name: ControllerName
  readonly namespace: string
  readonly template: WorkloadTemplate
  readonly minReadySeconds: number
  wanted: WantedPod
  /** `spec.replicas`. */
  replicas: number
  /** How many replicas its Deployment wanted when it was last scaled: the annotation deployment.kubernetes.io/desired-replicas. */
  desiredByDeployment = 0
  /** With how many it might do at most: the annotation deployment.kubernetes.io/max-replicas. */
  mostByDeployment = 0
  refusal: string | undefined

  /** What its pods belong to. */
  readonly owner: object

  constructor(template: WorkloadTemplate, wanted: WantedPod, replicas: number, minReadySeconds: number, owner?: object) {
    this.owner = owner ?? this
    this.template = template
    this.wanted = wanted
    this.name = wanted.controller
    this.namespace = wanted.namespace
    this.replicas = replicas
    this.minReadySeconds = minReadySeconds
  }

  /**
   * Creates what lacks and deletes what is too much; whether it did anything. `related` are the pods of the same Deployment.
   * Mirrors pkg/controller/replicaset/replica_set.go manageReplicas, v1.36.
   */
  sync(control: PodControl, related: readonly OwnedPods[]): boolean {
    const pods = control.podsOf(this.owner)
    const missing = this.replicas - countOf(pods)
    if (missing === 0) {
      this.refusal = undefined
      return false
    }
    if (missing < 0) {
      deleteSurplus(control, pods, -missing, related)
      this.refusal = undefined
      return true
    }
    const { created, refusal } = control.create(this.owner, this.wanted, missing)
    this.refusal = refusal
    if (refusal !== undefined)
      control.event('Warning', 'FailedCreate', { ...this.name, namespace: this.namespace }, `Error creating: ${refusal}`)
    return created > 0
  }

  get conditions(): readonly WorkloadCondition[] {
    return this.refusal === undefined ? [] : [replicaFailure(this.refusal)]
  }
}

/** The condition of a workload whose pods the server refuses. */
export function replicaFailure(message: string): WorkloadCondition {
  return { type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message }
}

/** Mirrors pkg/controller/controller_utils.go ActivePodsWithRanks, v1.36: pods that wait go first, then those that have company on their node. */
function deleteSurplus(control: PodControl, pods: readonly OwnedPods[], surplus: number, related: readonly OwnedPods[]): void {
  const onNode = new Map<unknown, number>()
  for (const { node } of related) if (node !== undefined) onNode.set(node, (onNode.get(node) ?? 0) + 1)
  const rankOf = ({ node }: OwnedPods): number => (node === undefined ? 0 : (onNode.get(node) ?? 0))
  const ranked = [...pods].sort(
    (a, b) =>
      Number(a.node !== undefined) - Number(b.node !== undefined) ||
      Number(a.isReady) - Number(b.isReady) ||
      rankOf(b) - rankOf(a) ||
      b.order - a.order
  )
  let left = surplus
  for (const group of ranked) {
    if (left <= 0) return
    const count = Math.min(left, group.count)
    control.delete(group, count)
    left -= count
  }
}
