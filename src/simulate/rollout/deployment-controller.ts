import type { Resource } from '../../cluster/resource.ts'
import type { KubernetesObject, LabelSelector } from '../../k8s/types.ts'
import type { ResourceType } from '../../schema/resource-type.ts'
import type { WorkloadController } from './controller.ts'
import { deploymentConditions, isDeploymentComplete, type Progress } from './deployment-conditions.ts'
import { type DeploymentSpec, deploymentSpec, fenceposts } from './deployment-spec.ts'
import type { OwnedPods, PodControl } from './pod-control.ts'
import { availableOf, countOf, readyOf } from './pod-counts.ts'
import { scaleProportionally } from './proportional-scaling.ts'
import { ReplicaSet } from './replica-set.ts'
import { isSameTemplate, type WorkloadTemplate, wantedPod } from './wanted-pods.ts'
import type { WorkloadStatus } from './workload-status.ts'

const replicaSetType: ResourceType = {
  apiVersion: 'apps/v1',
  group: 'apps',
  version: 'v1',
  kind: 'ReplicaSet',
  plural: 'replicasets',
  namespaced: true,
}

/** The controller of a Deployment, with its ReplicaSets. Mirrors pkg/controller/deployment syncDeployment, v1.36. */
export class DeploymentController implements WorkloadController {
  readonly kind = 'Deployment'
  readonly namespace: string
  readonly name: string
  readonly adopts = undefined
  resource: Resource
  #template: WorkloadTemplate
  #spec: DeploymentSpec
  /** The oldest first. */
  readonly #sets: ReplicaSet[] = []
  /** The set of the template as it is now. */
  #newSet: ReplicaSet | undefined
  #progress: Progress = 'none'

  constructor(resource: Resource, stored: KubernetesObject, template: WorkloadTemplate) {
    this.resource = resource
    this.namespace = resource.namespace ?? ''
    this.name = resource.name ?? ''
    this.#template = template
    this.#spec = deploymentSpec(stored)
  }

  get owners(): readonly object[] {
    return this.#sets.map(({ owner }) => owner)
  }

  get desired(): number {
    return this.#spec.replicas
  }

  get isRefused(): boolean {
    return this.#sets.some(({ refusal }) => refusal !== undefined)
  }

  update(resource: Resource, stored: KubernetesObject, template: WorkloadTemplate): void {
    this.resource = resource
    this.#template = template
    this.#spec = deploymentSpec(stored)
    const newSet = this.#sets.find(set => isSameTemplate(set.template, template))
    if (newSet === undefined || newSet !== this.#newSet) this.#progress = 'none'
    this.#newSet = newSet
  }

  /** The labels of the ReplicaSets that it adopts. */
  get selector(): LabelSelector {
    return this.#spec.selector
  }

  /** Takes a ReplicaSet over that nobody controls. Mirrors pkg/controller/controller_ref_manager.go ClaimReplicaSets, v1.36. */
  adopt(set: ReplicaSet): void {
    set.desiredByDeployment = this.desired
    this.#sets.push(set)
    if (isSameTemplate(set.template, this.#template)) this.#newSet ??= set
  }

  /** Lets a ReplicaSet go. */
  release(set: ReplicaSet): void {
    const at = this.#sets.indexOf(set)
    if (at !== -1) this.#sets.splice(at, 1)
    if (this.#newSet === set) this.#newSet = undefined
  }

  scale(replicas: number): void {
    this.#spec = { ...this.#spec, replicas }
  }

  sync(control: PodControl): boolean {
    const before = this.#sets.map(({ replicas }) => replicas)
    this.#step(control)
    const stepped = this.#sets.some(({ replicas }, index) => replicas !== before[index])
    const related = this.#sets.flatMap(set => control.podsOf(set.owner))
    const acted = this.#sets.map(set => set.sync(control, related)).includes(true)
    if (acted && this.#progress !== 'complete') this.#progress = 'updated'
    else if (!stepped && this.#progress === 'updated' && isDeploymentComplete(this.#counts(control))) this.#progress = 'complete'
    return stepped || acted
  }

  status(control: PodControl): WorkloadStatus {
    const counts = this.#counts(control)
    const wanted = this.#sets.reduce((sum, { replicas }) => sum + replicas, 0)
    const refusal = this.#sets.find(set => set.refusal !== undefined)?.refusal
    return {
      ...counts,
      unavailable: Math.max(0, wanted - counts.available),
      conditions: deploymentConditions(this.#spec, counts, this.#newSet?.name.name, this.#progress, refusal),
      replicaSets: this.#sets.map(set => replicaSetStatus(set, control.podsOf(set.owner), this.name)),
    }
  }

  #counts(control: PodControl): Pick<WorkloadStatus, 'desired' | 'replicas' | 'ready' | 'updated' | 'available'> {
    const counts = { desired: this.desired, replicas: 0, ready: 0, updated: 0, available: 0 }
    for (const set of this.#sets) {
      const pods = control.podsOf(set.owner)
      const count = countOf(pods)
      counts.replicas += count
      counts.ready += readyOf(pods)
      counts.available += availableOf(pods, this.#spec.minReadySeconds)
      if (set === this.#newSet) counts.updated = count
    }
    return counts
  }

  #step(control: PodControl): void {
    if (this.#spec.paused || this.#isScalingEvent()) this.#scaleAll(control)
    else if (this.#spec.isRecreate) this.#recreate(control)
    else this.#roll(control)
    for (const set of this.#sets) {
      set.desiredByDeployment = this.desired
      set.mostByDeployment = this.desired + fenceposts(this.#spec).surge
    }
  }

  /** Mirrors pkg/controller/deployment/sync.go isScalingEvent, v1.36. */
  #isScalingEvent(): boolean {
    return this.#sets.some(set => set.replicas > 0 && set.desiredByDeployment !== this.desired)
  }

  /** Mirrors pkg/controller/deployment/sync.go scale, v1.36. */
  #scaleAll(control: PodControl): void {
    const active = this.#sets.filter(({ replicas }) => replicas > 0)
    const only = active.length > 1 ? undefined : (active[0] ?? this.#newSet ?? this.#sets.at(-1))
    if (only !== undefined) {
      this.#scale(control, only, this.desired)
      return
    }
    const newSet = this.#newSet
    const isSaturated =
      newSet?.replicas === this.desired &&
      newSet.desiredByDeployment === this.desired &&
      this.#availableIn(control, newSet) === this.desired
    if (isSaturated) for (const set of active) if (set !== newSet) this.#scale(control, set, 0)
    if (isSaturated || this.#spec.isRecreate) return
    const allowed = this.desired > 0 ? this.desired + fenceposts(this.#spec).surge : 0
    for (const [set, replicas] of scaleProportionally(active, allowed)) this.#scale(control, set, replicas)
  }

  /** Mirrors pkg/controller/deployment/recreate.go rolloutRecreate, v1.36. */
  #recreate(control: PodControl): void {
    const old = this.#sets.filter(set => set !== this.#newSet)
    if (old.some(({ replicas }) => replicas > 0)) {
      for (const set of old) this.#scale(control, set, 0)
      return
    }
    if (old.some(set => control.podsOf(set.owner).length > 0)) return
    this.#newSet ??= this.#createSet(control, this.desired)
    if (this.#newSet !== undefined) this.#scale(control, this.#newSet, this.desired)
  }

  /** Mirrors pkg/controller/deployment/rolling.go rolloutRolling, v1.36. */
  #roll(control: PodControl): void {
    const newSet = this.#newSet ?? this.#createSet(control, this.#newReplicas(0))
    if (newSet === undefined) return
    this.#newSet = newSet
    const wanted = newSet.replicas > this.desired ? this.desired : newSet.replicas + this.#newReplicas(newSet.replicas)
    if (newSet.replicas !== this.desired && wanted !== newSet.replicas) {
      this.#scale(control, newSet, wanted)
      return
    }
    const old = this.#sets.filter(set => set !== newSet && set.replicas > 0)
    const total = this.#sets.reduce((sum, { replicas }) => sum + replicas, 0)
    const minAvailable = this.desired - fenceposts(this.#spec).unavailable
    const newUnavailable = newSet.replicas - this.#availableIn(control, newSet)
    const maxScaledDown = total - minAvailable - newUnavailable
    if (old.length === 0 || maxScaledDown <= 0) return
    const available = this.#sets.reduce((sum, set) => sum + this.#availableIn(control, set), 0)
    this.#cleanUpUnhealthy(control, old, maxScaledDown)
    let left = available - minAvailable
    for (const set of old) {
      const count = Math.min(set.replicas, Math.max(0, left))
      this.#scale(control, set, set.replicas - count)
      left -= count
    }
  }

  /** Mirrors pkg/controller/deployment/rolling.go cleanupUnhealthyReplicas, v1.36. */
  #cleanUpUnhealthy(control: PodControl, old: readonly ReplicaSet[], maxCount: number): void {
    let left = maxCount
    for (const set of old) {
      const count = Math.min(left, Math.max(0, set.replicas - this.#availableIn(control, set)))
      this.#scale(control, set, set.replicas - count)
      left -= count
    }
  }

  /** By how much the new set may grow. Mirrors pkg/controller/deployment/util NewRSNewReplicas, v1.36. */
  #newReplicas(has: number): number {
    const total = this.#sets.reduce((sum, { replicas }) => sum + replicas, 0)
    const room = this.desired + fenceposts(this.#spec).surge - total
    return Math.max(0, Math.min(room, this.desired - has))
  }

  #createSet(control: PodControl, replicas: number): ReplicaSet | undefined {
    const name = `${this.name}-<hash>`
    const hash = { 'pod-template-hash': `<hash>-${this.resource.order}.${this.#sets.length}` }
    const { selector, minReadySeconds } = this.#spec
    const selecting = { ...selector, matchLabels: { ...selector.matchLabels, ...hash } }
    const wanted = wantedPod(this.#template, { kind: 'ReplicaSet', name }, { labels: hash }, selecting)
    const { kept } = this.#template
    const object = {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: { name, namespace: this.namespace, labels: { ...kept.metadata.labels, ...hash } },
      spec: {
        replicas,
        minReadySeconds,
        selector: selecting,
        template: { metadata: { ...kept.metadata, labels: { ...kept.metadata.labels, ...hash } }, spec: kept.spec },
      },
    }
    const created = control.createObject(
      replicaSetType,
      this.namespace,
      object,
      this.#template.written.specAt,
      `${name}/${this.#sets.length}`
    )
    if (created.refusal !== undefined) {
      const about = { kind: this.kind, namespace: this.namespace, name: this.name }
      control.event('Warning', 'ReplicaSetCreateError', about, `Failed to create new replica set "${name}": ${created.refusal}`)
      return undefined
    }
    const set = new ReplicaSet(this.#template, wanted, 0, minReadySeconds)
    this.#sets.push(set)
    this.#progress = 'created'
    this.#scale(control, set, replicas)
    return set
  }

  #scale(control: PodControl, set: ReplicaSet, replicas: number): void {
    if (set.replicas === replicas) return
    const direction = replicas > set.replicas ? 'up' : 'down'
    const about = { kind: this.kind, namespace: this.namespace, name: this.name }
    const message = `Scaled ${direction} replica set ${set.name.name} from ${set.replicas} to ${replicas}`
    control.event('Normal', 'ScalingReplicaSet', about, message)
    set.replicas = replicas
  }

  #availableIn(control: PodControl, set: ReplicaSet): number {
    return availableOf(control.podsOf(set.owner), this.#spec.minReadySeconds)
  }
}

function replicaSetStatus(
  set: ReplicaSet,
  pods: readonly OwnedPods[],
  deployment: string
): NonNullable<WorkloadStatus['replicaSets']>[number] {
  const { replicas: desired, minReadySeconds, conditions, name } = set
  const [replicas, available] = [countOf(pods), availableOf(pods, minReadySeconds)]
  const unavailable = Math.max(0, desired - available)
  const counts = { desired, replicas, ready: readyOf(pods), updated: replicas, available, unavailable }
  return { ...counts, conditions, name: name.name, owner: { kind: 'Deployment', name: deployment } }
}
