import type { ServedCluster } from '../../cluster/apply/served-cluster.ts'
import type { FieldRef } from '../../cluster/field-ref.ts'
import type { Resource } from '../../cluster/resource.ts'
import { matchesLabelSelector } from '../../k8s/label-selector.ts'
import type { KubernetesObject } from '../../k8s/types.ts'
import type { KubernetesVersion } from '../../k8s/version.ts'
import type { ResourceType } from '../../schema/resource-type.ts'
import {
  type Creation,
  controllerOf,
  type OwnedPods,
  type PodControl,
  ReplicaSetAdoption,
  restartWorkload,
  type WantedPod,
  type WorkloadController,
  workloadTemplate,
} from '../rollout/index.ts'
import type { NodeInfo } from '../scheduler/index.ts'
import type { Placements } from './placements.ts'
import { PodGroup } from './pod-group.ts'
import type { PodServer } from './pod-server.ts'
import type { PodSource } from './pod-source.ts'
import type { PodTable } from './pod-table.ts'
import type { Recorder } from './recorder.ts'
import type { SchedulingLoop } from './scheduling-loop.ts'

/** How often a controller may act before it is left where it is. */
const maxSyncs = 10_000

/** Pods of one controller for which claims of their own are made; what is beyond waits, so that absurd numbers cost nothing. */
const maxOwnClaims = 1000

/** What the controllers work on. */
export interface WorkloadContext {
  readonly version: KubernetesVersion
  readonly nodes: readonly NodeInfo[]
  readonly pods: PodTable
  readonly scheduler: SchedulingLoop
  readonly recorder: Recorder
  readonly placements: Placements
  readonly server: PodServer
  readonly served: ServedCluster | undefined
  /** Called for each pod, or group of equal pods, that a controller has created. */
  added?(pods: PodGroup): void
  /** Called for each object that is no pod and that a controller has deleted. */
  objectDeleted?(type: ResourceType, namespace: string, name: string): void
  /** Called for each object that is no pod and that a controller has created. */
  created?(type: ResourceType, namespace: string, object: KubernetesObject, at: FieldRef): void
}

/** The workload controllers at work: each acts when something of its own has changed, until none has anything left to do. */
export class Workloads implements PodControl {
  readonly controllers: WorkloadController[] = []
  readonly #context: WorkloadContext
  readonly #byObject = new Map<string, WorkloadController>()
  /** By what owns the pods. */
  readonly #byOwner = new Map<object, WorkloadController>()
  readonly #adoption = new ReplicaSetAdoption()
  readonly #adopters = new Map<string, WorkloadController[]>()
  /** Objects that controllers have created. */
  readonly #created = new Set<string>()
  readonly #dirty = new Set<WorkloadController>()
  /** Those that adopt a pod which has just come: by the time they look at it, the scheduler has. */
  readonly #adopting = new Set<WorkloadController>()
  readonly #syncs = new Map<WorkloadController, number>()
  /** The objects as the server keeps them. */
  readonly #stored = new Map<WorkloadController, KubernetesObject>()
  /** Namespaces where something was deleted, so that refused pods are worth another try. */
  readonly #freed = new Set<string>()
  /** Pods that were deleted but still count: the quotas are brought up to date a little later. */
  #leaving: { readonly source: PodSource; readonly order: number; readonly count: number }[] = []

  constructor(context: WorkloadContext) {
    this.#context = context
  }

  get version(): KubernetesVersion {
    return this.#context.version
  }

  get nodes(): readonly NodeInfo[] {
    return this.#context.nodes
  }

  /** The controller of an object that is now as the server keeps it; undefined for objects that are no workloads. */
  arrive(resource: Resource, stored: KubernetesObject): WorkloadController | undefined {
    if (resource.role === 'cluster') return undefined
    const { kind, group } = resource.type
    const key = `${kind}.${group}/${resource.namespace}/${resource.name ?? `\u0000${resource.order}`}`
    const known = this.#byObject.get(key)
    const controller = known ?? controllerOf(resource, stored)
    const template = known === undefined ? undefined : workloadTemplate(resource, stored)
    if (controller === undefined) return undefined
    if (template !== undefined) controller.update(resource, stored, template)
    if (known === undefined) {
      this.controllers.push(controller)
      this.#byObject.set(key, controller)
      this.#adoptAll(controller)
    }
    this.#stored.set(controller, stored)
    this.#dirty.add(controller)
    for (const deployment of this.#adoption.arrive(controller)) this.#dirty.add(deployment)
    return controller
  }

  /** An object is deleted, and all that it owns. */
  depart({ type, namespace, name, order }: Resource): void {
    const key = `${type.kind}.${type.group}/${namespace}/${name ?? `\u0000${order}`}`
    const controller = this.#byObject.get(key)
    if (controller === undefined) return
    this.#byObject.delete(key)
    this.#dirty.delete(controller)
    this.#adoption.depart(controller)
    this.controllers.splice(this.controllers.indexOf(controller), 1)
    const others = this.#adopters.get(controller.namespace)
    if (others?.includes(controller)) others.splice(others.indexOf(controller), 1)
    controller.depart?.(this)
    for (const owner of controller.owners) {
      this.#byOwner.delete(owner)
      for (const group of this.podsOf(owner)) this.delete(group, group.count)
    }
  }

  /** The controller of a workload of that name. */
  find(kind: string, group: string, namespace: string, name: string): WorkloadController | undefined {
    return this.#byObject.get(`${kind}.${group}/${namespace}/${name}`)
  }

  /** The object that a pod belongs to, as it was last applied. */
  resourceOf({ controlledBy, source }: PodGroup): Resource {
    return (controlledBy === undefined ? undefined : this.#byOwner.get(controlledBy)?.resource) ?? source.resource
  }

  /** The workload behind what owns a pod, and how many pods it wants. */
  scaleOf(owner: object): readonly [object, number] {
    const controller = this.#byOwner.get(owner)
    return [controller ?? owner, controller?.desired ?? 0]
  }

  /** An autoscaler sets the number of a workload's pods. */
  scale({ type, namespace, name }: Resource, replicas: number): void {
    const controller = this.find(type.kind, type.group, namespace ?? '', name ?? '')
    if (controller?.scale === undefined) return
    controller.scale(replicas)
    this.#dirty.add(controller)
  }

  /** Has a workload replace all its pods. */
  restart(controller: WorkloadController): void {
    restartWorkload(controller, this.#stored.get(controller) ?? controller.resource.object)
    this.#dirty.add(controller)
  }

  /** A pod that nobody controls has come: whoever selects it adopts it. */
  orphan(group: PodGroup): void {
    if (group.owner !== undefined) return
    for (const controller of this.#adopters.get(group.source.info.namespace) ?? [])
      if (mayAdopt(controller, group)) {
        this.#adopt(group, controller)
        this.#adopting.add(controller)
        return
      }
  }

  /** The labels of a bare pod may have changed: whoever has adopted it lets it go, and another may adopt it. */
  relabelled(group: PodGroup): void {
    const controller = group.controlledBy === undefined ? undefined : this.#byOwner.get(group.controlledBy)
    if (controller !== undefined && !matchesLabelSelector(controller.adopts, group.labels)) {
      this.#context.pods.release(group)
      this.#dirty.add(controller)
    }
    this.orphan(group)
    this.touched(group)
  }

  /** Something of a pod has changed. */
  touched(group: PodGroup): void {
    const controller = group.controlledBy === undefined ? undefined : this.#byOwner.get(group.controlledBy)
    if (controller !== undefined) this.#dirty.add(controller)
  }

  /** A pod goes: its controller may want another, and the room that it leaves may be what others were refused for. */
  deleted(group: PodGroup): void {
    this.touched(group)
    this.#leaving.push(group)
  }

  /** Something has come on which the server's answers depend: what it refused is tried again. */
  rulesChanged(): void {
    this.#context.server.forget()
    for (const controller of this.controllers) if (controller.isRefused) this.#dirty.add(controller)
  }

  /** Nodes have changed: everyone looks again. */
  touchAll(): void {
    for (const controller of this.controllers) this.#dirty.add(controller)
  }

  /** Lets each controller that has something to do act; whether any had. */
  sync(): boolean {
    const leaving = this.#leaving
    this.#leaving = []
    const adopting = [...this.#adopting]
    this.#adopting.clear()
    const acted = this.#syncAll()
    for (const controller of adopting) this.#dirty.add(controller)
    for (const { source, order, count } of leaving) {
      this.#context.server.delete(source, order, count)
      this.#freed.add(source.info.namespace)
    }
    return acted || leaving.length > 0 || adopting.length > 0
  }

  #syncAll(): boolean {
    for (const namespace of this.#freed)
      for (const controller of this.controllers) if (controller.isRefused && controller.namespace === namespace) this.#dirty.add(controller)
    this.#freed.clear()
    if (this.#dirty.size === 0) return false
    const now = [...this.#dirty]
    this.#dirty.clear()
    for (const controller of now) {
      const syncs = (this.#syncs.get(controller) ?? 0) + 1
      this.#syncs.set(controller, syncs)
      if (syncs > maxSyncs) continue
      if (controller.sync(this)) this.#dirty.add(controller)
      for (const owner of controller.owners) this.#byOwner.set(owner, controller)
    }
    return true
  }

  podsOf(controller: object): readonly PodGroup[] {
    return this.#context.pods.of(controller)
  }

  create(controller: object, wanted: WantedPod, count: number): Creation {
    const { pods, scheduler, server, placements } = this.#context
    if (count <= 0) return { created: 0 }
    const { source, created, refusal } = server.create(wanted, count, pods.nextOrder)
    for (let remaining = created; remaining > 0; ) {
      const recorded = placements.take(wanted.namespace, wanted.podName, source.owner)
      const isAlone = recorded !== undefined || (source.info.hasOwnClaims && created - remaining < maxOwnClaims)
      const group = pods.add(source, isAlone ? 1 : remaining, controller)
      group.recorded = recorded
      remaining -= group.count
      this.#context.added?.(group)
      scheduler.push(group)
    }
    return { created, ...(refusal !== undefined && { refusal }) }
  }

  delete(owned: OwnedPods, count: number): void {
    if (!(owned instanceof PodGroup)) return
    const group = this.#context.pods.take(owned, count)
    this.deleted(group)
    this.#context.scheduler.remove(group)
  }

  createObject(type: ResourceType, namespace: string, object: KubernetesObject, at: FieldRef, own?: string): Creation {
    const { created, server } = this.#context
    const served = type.kind === 'ReplicaSet' && !server.mayRefuseReplicaSets ? undefined : this.#context.served
    const name = own ?? object.metadata?.name ?? ''
    const key = `${type.kind}.${type.group}/${namespace}/${name}`
    if (this.#created.has(key) || served?.view.find(type.group, type.kind, namespace, name) !== undefined) return { created: 0 }
    const verdict = served?.create(type, namespace, object, name)
    const refusal = verdict?.objections[0]?.message
    if (refusal !== undefined) return { created: 0, refusal }
    this.#created.add(key)
    created?.(type, namespace, verdict?.stored ?? object, at)
    return { created: 1 }
  }

  deleteObject(type: ResourceType, namespace: string, name: string): void {
    this.#created.delete(`${type.kind}.${type.group}/${namespace}/${name}`)
    this.#context.served?.delete(type, namespace, name)
    this.#context.objectDeleted?.(type, namespace, name)
    this.#freed.add(namespace)
  }

  event(...[type, reason, { kind, namespace, name }, message]: Parameters<PodControl['event']>): void {
    this.#context.recorder.events.add({ type, reason, kind, namespace, name, message })
  }

  #adoptAll(controller: WorkloadController): void {
    if (controller.adopts === undefined) return
    const { namespace } = controller
    const others = this.#adopters.get(namespace)
    if (others === undefined) this.#adopters.set(namespace, [controller])
    else others.push(controller)
    for (const group of [...this.#context.pods.orphansIn(namespace)]) if (mayAdopt(controller, group)) this.#adopt(group, controller)
  }

  #adopt(group: PodGroup, controller: WorkloadController): void {
    this.#context.pods.adopt(group, controller, { kind: controller.kind, name: controller.name })
  }
}

function mayAdopt(controller: WorkloadController, { labels, podName }: PodGroup): boolean {
  return matchesLabelSelector(controller.adopts, labels) && (controller.mayBeOwn?.(podName) ?? true)
}
