import type { Resource } from '../../cluster/resource.ts'
import type { KubernetesObject } from '../../k8s/types.ts'
import { type Devices, usesDevices } from '../devices/index.ts'
import { amountOf, type NodeInfo } from '../scheduler/index.ts'
import type { PodGroup } from './pod-group.ts'
import type { Recorder } from './recorder.ts'
import type { SchedulingLoop } from './scheduling-loop.ts'

/** What the controller of ResourceClaims works on, and whom it tells. */
export interface DeviceContext {
  readonly devices: Devices
  readonly recorder: Recorder
  readonly world: 'open' | 'closed'
  /** Whether the set declares an object of the group `resource.k8s.io`; without a name, any of its kind. */
  declares(kind: string, namespace: string | null, name?: string): boolean
  scheduler(): SchedulingLoop
}

/** The controller of ResourceClaims at work: claims are made for pods by templates, and freed when pods go. Mirrors pkg/controller/resourceclaim, v1.36. */
export class DeviceWork {
  readonly #context: DeviceContext
  /** Pods whose claims wait for a template. */
  readonly #waiting = new Set<PodGroup>()

  constructor(context: DeviceContext) {
    this.#context = context
  }

  /** Takes in an object that devices depend on; false for all others. */
  arrive(resource: Resource, stored: KubernetesObject): boolean {
    return this.#context.devices.arrive(resource, stored)
  }

  /** A pod has come: the claims of its own are made. */
  added(pod: PodGroup): void {
    if (!usesDevices(pod.queued)) return
    const problems = this.#context.devices.makeClaims(pod.queued)
    if (problems.length === 0) this.#waiting.delete(pod)
    else this.#waiting.add(pod)
    const { namespace } = pod.source.info
    const about = { kind: 'Pod', namespace, name: pod.podName }
    for (const message of problems)
      this.#context.recorder.events.add({ type: 'Warning', reason: 'FailedResourceClaimCreation', ...about, message })
  }

  /** The objects without which a pod's claims do not exist: until then it does not enter the scheduler's queue. */
  awaitedBy({ queued, source }: PodGroup): readonly string[] {
    const { namespace } = source.info
    return this.#context.devices
      .claimsOf(queued)
      .flatMap(({ named, claim }) => (claim === undefined ? `${named.kind} ${namespace}/${named.name}` : []))
  }

  /** What may exist elsewhere and would decide about a pod's devices. */
  openQuestions({ queued, source }: PodGroup): readonly string[] {
    const { devices, world, declares } = this.#context
    if (world === 'closed') return []
    const hasExtended = devices.extendedResourcesOf(queued).length > 0
    if (!usesDevices(queued) && !hasExtended) return []
    const { namespace } = source.info
    const missing: string[] = []
    for (const { claim, named } of devices.claimsOf(queued)) {
      if (claim === undefined) {
        if (!declares(named.kind, namespace, named.name)) missing.push(`${named.kind} ${namespace}/${named.name}`)
      } else
        for (const { className } of devices.classesOf(claim))
          if (!declares('DeviceClass', null, className)) missing.push(`DeviceClass ${className}`)
    }
    if (!declares('ResourceSlice', null)) missing.push('ResourceSlice')
    return [...new Set(missing)]
  }

  /** A pod gets a node: its claims get their devices. */
  reserve({ queued }: PodGroup, node: NodeInfo): void {
    this.#context.devices.reserve(queued, node, resource => amountOf(node.allocatable, resource) > 0)
  }

  /** A pod goes, and the claims that were made for it. */
  removed(pod: PodGroup): void {
    this.#waiting.delete(pod)
    this.#context.devices.release(pod.queued)
  }

  /** Makes what could not be made before, and tells those whom it may concern; whether there was anything. */
  react(): boolean {
    const { devices, scheduler } = this.#context
    const changes = devices.takeChanges()
    if (changes === undefined) return false
    for (const pod of this.#waiting) this.added(pod)
    scheduler().devicesChanged(
      pod => changes === 'supply' || devices.claimsOf(pod).some(({ claim }) => claim !== undefined && changes.has(claim))
    )
    return true
  }
}
