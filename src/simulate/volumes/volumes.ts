import type { FieldRef } from '../../cluster/field-ref.ts'
import type { Resource } from '../../cluster/resource.ts'
import type { KubernetesObject } from '../../k8s/types.ts'
import { addObject } from './add-object.ts'
import type { Claim } from './claim.ts'
import type { ClaimObject } from './objects.ts'
import { openQuestions } from './open-questions.ts'
import { PersistentVolumeController, type VolumesOptions } from './persistent-volume-controller.ts'
import { PodBinding, type PodVolumes, sortClaims } from './pod-binding.ts'
import {
  claimsOf,
  ephemeralClaimKey,
  ephemeralClaimName,
  isOwnedBy,
  notOwnedBy,
  type PodClaim,
  usesClaims,
  type VolumePod,
} from './pod-claims.ts'
import type { Volume } from './volume.ts'
import { type LabelledNode, type NewClaim, type VolumeChange, type VolumeEvent, VolumeStore } from './volume-store.ts'

/** A claim in the settled state. */
export interface ClaimState {
  readonly namespace: string
  readonly name: string
  /** Where it is written: an object, or a template. */
  readonly at: FieldRef | undefined
  readonly phase: Claim['phase']
  readonly storageClassName?: string
  readonly volumeName?: string
  readonly selectedNode?: string
}

/** A volume in the settled state. */
export interface VolumeState {
  readonly name: string
  /** Where it is written, or the class that it is made of. */
  readonly at: FieldRef | undefined
  readonly phase: 'Pending' | 'Available' | 'Bound' | 'Released' | 'Failed'
  /** `namespace/name` */
  readonly claim?: string
  readonly reason?: string
  readonly message?: string
}

/** A claim that is to be created for a pod's volume. */
export interface WantedClaim {
  /** Of the volume in the pod's spec. */
  readonly volume: string
  readonly key: string
  readonly object: ClaimObject
  readonly at: FieldRef
  /** Why it cannot be: there is another claim of that name. */
  readonly conflict?: string
}

/** Claims, volumes and their controller in one run of the control plane. */
export class Volumes {
  readonly store: VolumeStore
  readonly #options: VolumesOptions
  readonly #controller: PersistentVolumeController

  constructor(options: VolumesOptions) {
    this.#options = options
    this.store = new VolumeStore(options.pick ?? 'first')
    this.#controller = new PersistentVolumeController(this.store, options)
  }

  /** Takes in an object as the server keeps it; false where it is none of those that volumes depend on. */
  arrive(resource: Resource, object: KubernetesObject): boolean {
    const { store } = this
    const isAwaited = store.openClaims.size > 0 && resource.type.kind !== 'PersistentVolumeClaim'
    if (!addObject(resource, object, store, this.#controller)) return false
    if (isAwaited) store.isStale = true
    this.#controller.work()
    return true
  }

  /** Takes in a claim that a controller has created, and lets the controller look at it now or with the next thing. */
  createClaim(claim: NewClaim, lookAtIt: 'now' | 'later' = 'now'): void {
    this.#controller.claims.add(this.store.addClaim(claim).key)
    if (lookAtIt === 'now') this.#controller.work()
  }

  /** Lets the controller look at what is new or has changed. */
  work(): void {
    this.#controller.work()
  }

  /** Takes out a claim; its volume is released. */
  deleteClaim(claim: Claim): void {
    this.store.deleteClaim(claim)
    if (claim.volumeName !== '') this.#controller.volumes.add(claim.volumeName)
    this.#controller.work()
  }

  /** Whether there is a claim of that name, which a controller need not create. */
  hasClaim(namespace: string, name: string): boolean {
    return this.store.claims.has(`${namespace}/${name}`)
  }

  /** The claims of a pod, in the order of its volumes. */
  claimsOf(pod: VolumePod): readonly PodClaim[] {
    return claimsOf(pod, this.store)
  }

  /** The claims that are to be created for a new pod. Mirrors pkg/controller/volume/ephemeral, v1.36. */
  wantedClaims(pod: VolumePod): readonly WantedClaim[] {
    const { namespace, spec, template } = pod.info
    return (spec.volumes ?? []).flatMap(({ name = '', ephemeral }, index) => {
      if (ephemeral === undefined) return []
      const key = ephemeralClaimKey(pod, name)
      const known = this.store.claims.get(key)
      if (known !== undefined && isOwnedBy(known, pod)) return []
      const { metadata, spec: claimSpec = {} } = (ephemeral as { readonly volumeClaimTemplate?: ClaimObject }).volumeClaimTemplate ?? {}
      const ownerReferences = [{ apiVersion: 'v1', kind: 'Pod', name: pod.name, uid: '<uid>', controller: true, blockOwnerDeletion: true }]
      const object: ClaimObject = {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: { ...metadata, name: ephemeralClaimName(pod, name), namespace, ownerReferences },
        spec: claimSpec,
      }
      const conflict = known === undefined ? {} : { conflict: notOwnedBy(known, pod) }
      return [{ volume: name, key, object, ...conflict, at: template.specAt.child('volumes', index, 'ephemeral', 'volumeClaimTemplate') }]
    })
  }

  /** So many pods without a node that use claims have come, or gone where it is negative. */
  countWaiting(pod: VolumePod, pods: number): void {
    if (!usesClaims(pod.info.spec)) return
    for (const { claim } of this.claimsOf(pod)) {
      if (claim === undefined) continue
      const names = this.store.waitingPods.get(claim.key) ?? new Map<string, number>()
      const count = (names.get(pod.name) ?? 0) + pods
      if (count > 0) names.set(pod.name, count)
      else names.delete(pod.name)
      if (names.size > 0) this.store.waitingPods.set(claim.key, names)
      else this.store.waitingPods.delete(claim.key)
    }
  }

  /** Has the claims of a pod bound for the node that it is to have. Mirrors AssumePodVolumes and BindPodVolumes, v1.36. */
  bind(pod: VolumePod, node: LabelledNode): void {
    const claims = this.claimsOf(pod).flatMap(({ claim }) => claim ?? [])
    const wanted = new PodBinding(sortClaims(claims, this.store), this.store).on(node)
    if ('bindings' in wanted) this.#bind(node.name, wanted)
  }

  #bind(node: string, { bindings, provisions }: PodVolumes): void {
    for (const { claim, volume } of bindings) {
      if (volume.claimRef?.uid === claim.uid) continue
      if (volume.claimRef === undefined) volume.boundByController = true
      this.store.setClaimRef(volume, { namespace: claim.namespace, name: claim.name, uid: claim.uid })
      this.#controller.volumes.add(volume.key)
    }
    for (const claim of provisions) {
      claim.selectedNode = node
      this.#controller.claims.add(claim.key)
    }
    this.#controller.work()
  }

  /** Whether all claims of a pod are bound, so that it can start. */
  areBound(pod: VolumePod): boolean {
    return !usesClaims(pod.info.spec) || this.claimsOf(pod).every(({ claim }) => claim?.phase === 'Bound')
  }

  /** What the input would have to say for a pod's claims to be decided. */
  openQuestions(pod: VolumePod): readonly string[] {
    return this.#options.world === 'open' && usesClaims(pod.info.spec) ? openQuestions(this.claimsOf(pod), this.store) : []
  }

  /** Whether a real controller could have bound claims otherwise. */
  get hadTies(): boolean {
    return this.store.index.hadTies || this.#controller.hadTies
  }

  /** Whether something has come that may settle what was left open before. */
  get isStale(): boolean {
    return this.store.isStale
  }

  /** Lets the controller look at everything again, until nothing changes. */
  resync(): void {
    this.#controller.resync()
  }

  /** The events since the last call. */
  takeEvents(): readonly VolumeEvent[] {
    const { events } = this.store
    this.store.events = []
    return events
  }

  /** What has changed since the last call. */
  takeChanges(): readonly VolumeChange[] {
    const { changes } = this.store
    this.store.changes = []
    return changes
  }

  /** The volumes that have begun to be scrubbed since the last call. */
  takeRecycled(): readonly Volume[] {
    const { recycled } = this.store
    this.store.recycled = []
    return recycled
  }

  /** How the claims stand, in order of arrival. */
  claimStates(): readonly ClaimState[] {
    return [...this.store.claims.values()].map(({ namespace, name, at, phase, storageClassName, volumeName, selectedNode }) => ({
      namespace,
      name,
      at,
      phase,
      ...(storageClassName !== undefined && { storageClassName }),
      ...(volumeName !== '' && { volumeName: this.store.nameOf(volumeName) }),
      ...(selectedNode !== undefined && { selectedNode }),
    }))
  }

  /** How the volumes stand, in order of arrival. */
  volumeStates(): readonly VolumeState[] {
    return [...this.store.volumes.values()].map(({ name, at, phase, claimRef, reason, message }) => ({
      name,
      at,
      phase,
      ...(claimRef !== undefined && { claim: `${claimRef.namespace}/${claimRef.name}` }),
      ...(reason !== undefined && { reason }),
      ...(message !== undefined && { message }),
    }))
  }
}
