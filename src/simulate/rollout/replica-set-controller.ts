import type { Resource } from '../../cluster/resource.ts'
import type { Labels } from '../../k8s/label-selector.ts'
import type { KubernetesObject, LabelSelector } from '../../k8s/types.ts'
import type { WorkloadController } from './controller.ts'
import type { DeploymentController } from './deployment-controller.ts'
import type { PodControl } from './pod-control.ts'
import { availableOf, countOf, readyOf } from './pod-counts.ts'
import { ReplicaSet } from './replica-set.ts'
import { type WorkloadTemplate, wantedPod } from './wanted-pods.ts'
import type { WorkloadStatus } from './workload-status.ts'

interface ReplicaSetObject extends KubernetesObject {
  readonly spec?: { readonly replicas?: number; readonly minReadySeconds?: number; readonly selector?: unknown }
}

/** The controller of a declared ReplicaSet or ReplicationController. */
export class ReplicaSetController implements WorkloadController {
  readonly kind: string
  readonly namespace: string
  readonly name: string
  readonly adopts: LabelSelector
  resource: Resource
  /** Its own labels. */
  labels: Labels
  /** The Deployment that has adopted it. */
  controlledBy: DeploymentController | undefined
  #set: ReplicaSet

  constructor(resource: Resource, stored: KubernetesObject, template: WorkloadTemplate) {
    this.resource = resource
    this.kind = resource.type.kind
    this.namespace = resource.namespace ?? ''
    this.name = resource.name ?? ''
    this.labels = stored.metadata?.labels ?? {}
    this.adopts = selectorOf(this.kind, stored as ReplicaSetObject)
    this.#set = this.#setOf(stored, template)
  }

  get owners(): readonly object[] {
    return this.controlledBy === undefined ? [this] : []
  }

  /** The pods that it stands for. */
  get set(): ReplicaSet {
    return this.#set
  }

  get desired(): number {
    return this.#set.replicas
  }

  get isRefused(): boolean {
    return this.#set.refusal !== undefined
  }

  update(resource: Resource, stored: KubernetesObject, template: WorkloadTemplate): void {
    this.resource = resource
    this.labels = stored.metadata?.labels ?? {}
    if (this.controlledBy === undefined) this.#set = this.#setOf(stored, template)
  }

  scale(replicas: number): void {
    this.#set.replicas = replicas
  }

  sync(control: PodControl): boolean {
    return this.controlledBy === undefined && this.#set.sync(control, control.podsOf(this))
  }

  status(control: PodControl): WorkloadStatus {
    const pods = control.podsOf(this)
    const { replicas: desired, minReadySeconds, conditions } = this.#set
    const [replicas, available] = [countOf(pods), availableOf(pods, minReadySeconds)]
    return {
      desired,
      replicas,
      ready: readyOf(pods),
      updated: replicas,
      available,
      unavailable: Math.max(0, desired - available),
      conditions,
    }
  }

  #setOf(stored: KubernetesObject, template: WorkloadTemplate): ReplicaSet {
    const { replicas = 1, minReadySeconds = 0 } = (stored as ReplicaSetObject).spec ?? {}
    const wanted = wantedPod(template, { kind: this.kind, name: this.name }, {}, this.adopts)
    return new ReplicaSet(template, wanted, Math.max(0, replicas), minReadySeconds, this)
  }
}

function selectorOf(kind: string, { spec }: ReplicaSetObject): LabelSelector {
  const selector = spec?.selector ?? {}
  return kind === 'ReplicationController' ? { matchLabels: selector as LabelSelector['matchLabels'] & object } : (selector as LabelSelector)
}
