import type { Labels } from '../../k8s/label-selector.ts'
import { matchesLabelSelector } from '../../k8s/label-selector.ts'
import { compareQuantities, quantityValue } from '../../k8s/quantity.ts'
import { type Claim, classOf, isFullyBound } from './claim.ts'
import { isReachable, MatchingVolumes } from './match-volume.ts'
import { allowsTopology, noProvisioner, type StorageClass } from './storage-class.ts'
import type { Volume } from './volume.ts'
import type { LabelledNode, VolumeStore } from './volume-store.ts'

/** Why a node cannot have the volumes of a pod. Mirrors the conflict reasons of pkg/scheduler/framework/plugins/volumebinding/binder.go, v1.36. */
export type BindingConflict =
  /** A bound volume cannot be reached from the node. */
  | { readonly kind: 'node-affinity'; readonly claim: Claim; readonly volume: Volume }
  /** No free volume fits, and none can be made. */
  | { readonly kind: 'no-match'; readonly claim: Claim }
  | { readonly kind: 'no-space'; readonly claim: Claim }
  /** A bound claim's volume is not there. */
  | { readonly kind: 'no-volume'; readonly claim: Claim }

/** What is to be done with the claims of a pod that goes to a node. */
export interface PodVolumes {
  readonly bindings: readonly { readonly claim: Claim; readonly volume: Volume }[]
  readonly provisions: readonly Claim[]
}

/** The claims of a pod as the scheduler sorts them. Mirrors GetPodVolumeClaims, v1.36. */
export interface SortedClaims {
  readonly bound: readonly Claim[]
  /** Bound once a node is chosen. */
  readonly delayed: readonly Claim[]
  /** Should have been bound before. */
  readonly immediate: readonly Claim[]
}

/** Sorts the claims of a pod by how far they are. */
export function sortClaims(claims: readonly Claim[], store: VolumeStore): SortedClaims {
  const unbound = claims.filter(claim => !isFullyBound(claim))
  const isDelayed = (claim: Claim): boolean => claim.volumeName === '' && store.classOf(claim)?.isDelayed === true
  return { bound: claims.filter(isFullyBound), delayed: unbound.filter(isDelayed), immediate: unbound.filter(claim => !isDelayed(claim)) }
}

/** The volumes of one pod, to be judged node by node. Mirrors FindPodVolumes, v1.36. */
export class PodBinding {
  readonly #store: VolumeStore
  readonly #bound: readonly Claim[]
  readonly #chosen: readonly Claim[]
  readonly #free: readonly { readonly claim: Claim; readonly volumes: MatchingVolumes }[]

  constructor({ bound, delayed }: SortedClaims, store: VolumeStore) {
    this.#store = store
    this.#bound = bound
    this.#chosen = delayed.filter(({ selectedNode }) => selectedNode !== undefined)
    this.#free = delayed
      .filter(({ selectedNode }) => selectedNode === undefined)
      .sort((a, b) => compareQuantities(a.request, b.request))
      .map(claim => ({ claim, volumes: new MatchingVolumes(claim, classOf(claim), store.index) }))
  }

  /** What would be done on a node, or all that stands against it. */
  on(node: LabelledNode): PodVolumes | readonly BindingConflict[] {
    const conflicts: BindingConflict[] = []
    const bound = this.#boundConflict(node.labels)
    if (bound !== undefined) conflicts.push(bound)
    const elsewhere = this.#chosen.find(({ selectedNode }) => selectedNode !== node.name)
    if (elsewhere !== undefined) return [...conflicts, { kind: 'no-match', claim: elsewhere }]
    const taken = new Set<Volume>()
    const bindings: { claim: Claim; volume: Volume }[] = []
    const provisions: Claim[] = [...this.#chosen]
    for (const { claim, volumes } of this.#free) {
      const volume = volumes.on(node, taken)
      if (volume === undefined) provisions.push(claim)
      else {
        taken.add(volume)
        bindings.push({ claim, volume })
      }
    }
    for (const claim of provisions) {
      const conflict = this.#provisionConflict(claim, node)
      if (conflict === undefined) continue
      conflicts.push(conflict)
      break
    }
    return conflicts.length > 0 ? sorted(conflicts) : { bindings, provisions }
  }

  #boundConflict(labels: Labels): BindingConflict | undefined {
    for (const claim of this.#bound) {
      const volume = this.#store.volumes.get(claim.volumeName)
      if (volume === undefined) return { kind: 'no-volume', claim }
      if (!isReachable(volume, labels)) return { kind: 'node-affinity', claim, volume }
    }
    return undefined
  }

  /** Mirrors checkVolumeProvisions, v1.36. */
  #provisionConflict(claim: Claim, { labels }: LabelledNode): BindingConflict | undefined {
    const storageClass = this.#store.classOf(claim)
    if (storageClass === undefined || storageClass.provisioner === '' || storageClass.provisioner === noProvisioner)
      return { kind: 'no-match', claim }
    if (!allowsTopology(storageClass, labels)) return { kind: 'no-match', claim }
    return this.#hasRoom(claim, storageClass, labels) ? undefined : { kind: 'no-space', claim }
  }

  /** Mirrors hasEnoughCapacity, v1.36. */
  #hasRoom(claim: Claim, { name, provisioner }: StorageClass, labels: Labels): boolean {
    if (!this.#store.countedDrivers.has(provisioner)) return true
    const size = quantityValue(claim.request)
    return this.#store.capacities.some(
      ({ className, limit, nodes }) =>
        className === name && limit !== undefined && quantityValue(limit) >= size && matchesLabelSelector(nodes, labels)
    )
  }
}

const order: readonly BindingConflict['kind'][] = ['node-affinity', 'no-match', 'no-space', 'no-volume']

function sorted(conflicts: readonly BindingConflict[]): readonly BindingConflict[] {
  return [...conflicts].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
}
