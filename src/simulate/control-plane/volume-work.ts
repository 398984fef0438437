import type { ServedCluster } from '../../cluster/apply/served-cluster.ts'
import type { FieldRef } from '../../cluster/field-ref.ts'
import type { Resource } from '../../cluster/resource.ts'
import type { KubernetesObject } from '../../k8s/types.ts'
import type { ResourceType } from '../../schema/resource-type.ts'
import type { NodeInfo } from '../scheduler/index.ts'
import { usesClaims, type Volumes, type WantedClaim } from '../volumes/index.ts'
import type { PodGroup } from './pod-group.ts'
import { type PodSource, recyclerPod } from './pod-source.ts'
import type { Recorder } from './recorder.ts'
import type { PodClaims } from './scheduling-context.ts'
import type { SchedulingLoop } from './scheduling-loop.ts'

const claimType: ResourceType = {
  apiVersion: 'v1',
  group: '',
  version: 'v1',
  kind: 'PersistentVolumeClaim',
  plural: 'persistentvolumeclaims',
  namespaced: true,
}

/** What the volume controllers work on, and whom they tell. */
export interface VolumeContext {
  readonly volumes: Volumes
  readonly recorder: Recorder
  scheduler(): SchedulingLoop
  /** Called for a pod that the controllers create. */
  create(pod: PodSource): void
  readonly served: ServedCluster | undefined
  readonly world: 'open' | 'closed'
  /** How many of the set's objects volumes depend on. */
  readonly expected: number
}

/** The volume controllers at work: claims are made for pods, bound, and the pods that wait for them are told. */
export class VolumeWork implements PodClaims {
  readonly #context: VolumeContext
  /** Pods on a node, or with one reserved, whose claims are not all bound. */
  readonly #waiting = new Set<PodGroup>()
  #arrived = 0
  #isKnown = false
  #isFinished = false
  /** Claims have just been made for a pod: it is tried once before they are looked at. */
  #isFresh = false

  constructor(context: VolumeContext) {
    this.#context = context
  }

  /** Takes in an object that volumes depend on; false for all others. */
  arrive(resource: Resource, stored: KubernetesObject): boolean {
    if (!this.#context.volumes.arrive(resource, stored)) return false
    this.#arrived++
    return true
  }

  /** Takes in what a workload controller has created. */
  created(type: ResourceType, namespace: string, object: KubernetesObject, at?: FieldRef): void {
    if (type.kind !== claimType.kind || type.group !== '') return
    const name = object.metadata?.name ?? ''
    this.#context.volumes.createClaim({ namespace, name, object, ...(at !== undefined && { at }) })
  }

  /** A pod has come: the claims of its own are made. */
  added(pod: PodGroup): void {
    const { queued, source } = pod
    if (!usesClaims(source.info.spec)) return
    if (this.#context.volumes.isStale) this.#context.volumes.resync()
    if (pod.count === 1) for (const wanted of this.#context.volumes.wantedClaims(queued)) if (!this.#make(wanted, pod)) break
    this.#context.volumes.countWaiting(queued, pod.count)
  }

  reserve(pod: PodGroup, node: NodeInfo): boolean {
    const { volumes } = this.#context
    if (!usesClaims(pod.source.info.spec)) return true
    volumes.bind(pod.queued, node)
    if (volumes.areBound(pod.queued)) return true
    this.#waiting.add(pod)
    return false
  }

  canStart(pod: PodGroup): boolean {
    const { volumes } = this.#context
    if (!usesClaims(pod.source.info.spec)) return true
    volumes.countWaiting(pod.queued, -1)
    if (volumes.areBound(pod.queued)) return true
    this.#waiting.add(pod)
    return false
  }

  /** A pod goes, and the claims that were made for it. */
  removed(pod: PodGroup): void {
    const { volumes, served } = this.#context
    this.#waiting.delete(pod)
    if (!usesClaims(pod.source.info.spec)) return
    if (pod.node === undefined) volumes.countWaiting(pod.queued, -pod.count)
    for (const { claim, isEphemeral } of volumes.claimsOf(pod.queued)) {
      if (!isEphemeral || claim?.owner?.name !== pod.queued.name) continue
      served?.delete(claimType, claim.namespace, claim.key)
      volumes.deleteClaim(claim)
    }
  }

  /** What may exist elsewhere and would decide about a pod's claims; nothing as long as the input has more to say. */
  openQuestions(pod: PodGroup): readonly string[] {
    const { volumes, expected } = this.#context
    return this.#arrived < expected && !this.#isFinished ? [] : volumes.openQuestions(pod.queued)
  }

  /** Lets the controllers look at everything before all comes to rest. */
  finish(): void {
    this.#isFinished = true
    this.#context.volumes.resync()
  }

  /** Does what has come up, and tells those whom it may concern; whether there was anything. */
  react(): boolean {
    const { volumes, recorder, world, expected, create } = this.#context
    const scheduler = this.#context.scheduler()
    if (world === 'open' && !this.#isKnown && (this.#isFinished || this.#arrived >= expected)) {
      this.#isKnown = true
      scheduler.volumesKnown()
    }
    if (this.#isFresh) {
      this.#isFresh = false
      return true
    }
    volumes.work()
    for (const volume of volumes.takeRecycled()) {
      const pod = recyclerPod(volume)
      if (pod !== undefined) create(pod)
    }
    for (const event of volumes.takeEvents()) recorder.events.add(event)
    const changes = volumes.takeChanges()
    if (changes.length === 0) return false
    for (const pod of this.#waiting) {
      if (!volumes.areBound(pod.queued)) continue
      this.#waiting.delete(pod)
      scheduler.claimsBound(pod)
    }
    scheduler.volumesChanged(changes)
    return true
  }

  /** Mirrors pkg/controller/volume/ephemeral/controller.go handleVolume, v1.36. */
  #make({ volume, key, object, at, conflict }: WantedClaim, pod: PodGroup): boolean {
    const { volumes, served, recorder } = this.#context
    const { namespace } = pod.source.info
    const verdict = conflict === undefined ? served?.create(claimType, namespace, object, key) : undefined
    const name = object.metadata?.name ?? ''
    const refusal = verdict?.objections[0]?.message
    const problem = conflict ?? (refusal === undefined ? undefined : `create PVC ${name}: ${refusal}`)
    if (problem === undefined) {
      const owner = { kind: 'Pod', name: pod.queued.name }
      volumes.createClaim({ namespace, name, key, object: verdict?.stored ?? object, at, owner }, 'later')
      this.#isFresh = true
      return true
    }
    const message = `ephemeral volume ${volume}: ${problem}`
    recorder.events.add({ type: 'Warning', reason: 'FailedBinding', kind: 'Pod', namespace, name: pod.queued.name, message })
    return false
  }
}
