import { defaultClass } from '../../apiserver/admission/default-class.ts'
import type { FieldRef } from '../../cluster/field-ref.ts'
import type { Labels } from '../../k8s/label-selector.ts'
import type { Quantity } from '../../k8s/quantity.ts'
import type { KubernetesObject, LabelSelector } from '../../k8s/types.ts'
import { type Claim, type ClaimOwner, claimOf, classOf } from './claim.ts'
import type { ClaimObject } from './objects.ts'
import type { StorageClass } from './storage-class.ts'
import type { Volume } from './volume.ts'
import { VolumeIndex } from './volume-index.ts'

/** An event of the volume controllers. */
export interface VolumeEvent {
  readonly type: 'Normal' | 'Warning'
  readonly reason: string
  readonly kind: 'PersistentVolumeClaim' | 'PersistentVolume'
  /** Empty for volumes. */
  readonly namespace: string
  readonly name: string
  readonly message: string
}

/** What may make room for a pod that waits. */
export type VolumeChange =
  | { readonly type: 'claim-added' | 'claim-updated'; readonly claim: Claim }
  | { readonly type: 'volume-added' | 'volume-updated'; readonly volume: Volume }
  | { readonly type: 'storage-class-added'; readonly isDelayed: boolean }
  | { readonly type: 'csi-node-added' | 'csi-storage-capacity-added' }

/** How much room a driver has for volumes of a class. */
export interface StorageCapacity {
  readonly className: string
  readonly limit: Quantity | undefined
  readonly nodes: LabelSelector | undefined
}

/** A claim that a controller has created. */
export interface NewClaim {
  readonly namespace: string
  readonly name: string
  /** Its own among all claims, where the name is not. */
  readonly key?: string
  /** As the server keeps it. */
  readonly object: KubernetesObject
  /** Where it is written: in a template. */
  readonly at?: FieldRef
  readonly owner?: ClaimOwner
}

const defaultClassAnnotations = ['storageclass.kubernetes.io/is-default-class', 'storageclass.beta.kubernetes.io/is-default-class']

/** All that the volume controllers and the scheduler look at, as it stands now. */
export class VolumeStore {
  readonly claims = new Map<string, Claim>()
  readonly claimsByUid = new Map<string, Claim>()
  readonly volumes = new Map<string, Volume>()
  readonly classes = new Map<string, StorageClass>()
  /** How many volumes of each driver a node can take. */
  readonly limits = new Map<string, ReadonlyMap<string, number>>()
  /** Drivers whose room is counted. */
  readonly countedDrivers = new Set<string>()
  readonly capacities: StorageCapacity[] = []
  /** Volumes attached by hand, by node. */
  readonly attachments = new Map<string, { readonly driver: string; readonly volume: string }[]>()
  readonly index: VolumeIndex
  /** Names of the pods without a node that use a claim. */
  readonly waitingPods = new Map<string, Map<string, number>>()
  /** Keys of the claims that are not bound, and of the volumes whose claim is yet to be seen to. */
  readonly openClaims = new Set<string>()
  readonly openVolumes = new Set<string>()
  /** Something has come that open claims may want. */
  isStale = false
  /** What has happened since it was last asked for. */
  events: VolumeEvent[] = []
  changes: VolumeChange[] = []
  /** Volumes that a pod is to scrub. */
  recycled: Volume[] = []
  readonly #recycling = new Set<Volume>()
  #uids = 0
  #order = 0

  constructor(pick: 'first' | 'last') {
    this.index = new VolumeIndex(pick)
  }

  /** `there`: it is there already, and keeps what controllers made of it. */
  addClaim({ namespace, name, key = `${namespace}/${name}`, object, at, owner }: NewClaim, there?: { readonly uid?: string }): Claim {
    const identity = { key, namespace, name, at, uid: there?.uid ?? this.nextUid(), ...(owner !== undefined && { owner }) }
    const claim = claimOf(object as ClaimObject, identity, there !== undefined)
    this.claims.set(key, claim)
    this.claimsByUid.set(claim.uid, claim)
    this.openClaims.add(key)
    this.changes.push({ type: 'claim-added', claim })
    return claim
  }

  deleteClaim(claim: Claim): void {
    this.claims.delete(claim.key)
    this.claimsByUid.delete(claim.uid)
    this.openClaims.delete(claim.key)
  }

  addVolume(volume: Volume): void {
    this.volumes.set(volume.key, volume)
    if (volume.claimRef !== undefined) this.openVolumes.add(volume.key)
    this.index.add(volume)
    this.changes.push({ type: 'volume-added', volume })
  }

  deleteVolume(volume: Volume): void {
    this.volumes.delete(volume.key)
    this.openVolumes.delete(volume.key)
    this.index.delete(volume)
  }

  /** Makes a volume a claim's own, or nobody's. */
  setClaimRef(volume: Volume, claimRef: Volume['claimRef']): void {
    this.index.delete(volume)
    volume.claimRef = claimRef
    this.index.add(volume)
    if (claimRef === undefined) {
      this.openVolumes.delete(volume.key)
      this.isStale = true
    } else this.openVolumes.add(volume.key)
    this.changes.push({ type: 'volume-updated', volume })
  }

  /** Has a volume scrubbed, once. */
  recycle(volume: Volume): void {
    if (this.#recycling.has(volume)) return
    this.#recycling.add(volume)
    this.recycled.push(volume)
  }

  /** The class of a claim; undefined where it has none or it is not there. */
  classOf(claim: Claim): StorageClass | undefined {
    return this.classes.get(classOf(claim))
  }

  /** Mirrors pkg/volume/util/storageclass.go GetDefaultClass, v1.36. */
  defaultClass(): string | undefined {
    return defaultClass(
      [...this.classes.values()].map(({ object }) => object),
      defaultClassAnnotations
    )
  }

  /** What a volume is called. */
  nameOf(volumeKey: string): string {
    return this.volumes.get(volumeKey)?.name ?? volumeKey
  }

  claimEvent(claim: Claim, type: VolumeEvent['type'], reason: string, message: string): void {
    const { namespace, name } = claim
    claim.because = message
    this.events.push({ type, reason, kind: 'PersistentVolumeClaim', namespace, name, message })
  }

  volumeEvent({ name }: Volume, type: VolumeEvent['type'], reason: string, message: string): void {
    this.events.push({ type, reason, kind: 'PersistentVolume', namespace: '', name, message })
  }

  /** An identifier that no object of the input has. */
  nextUid(): string {
    this.#uids++
    return `#${this.#uids}`
  }

  nextOrder(): number {
    this.#order++
    return this.#order
  }
}

/** Labels as node selectors look at them. */
export interface LabelledNode {
  readonly name: string
  readonly labels: Labels
}
