import { matchesLabelSelector } from '../../k8s/label-selector.ts'
import { compareQuantities, type Quantity } from '../../k8s/quantity.ts'
import { type Claim, classOf } from './claim.ts'
import { isFor, type Volume } from './volume.ts'

/** Volumes by what claims look for: the free ones by class, the smallest first, the others by the claim that they are for. */
export class VolumeIndex {
  readonly #freeByClass = new Map<string, Volume[]>()
  readonly #reserved = new Map<string, Set<Volume>>()
  readonly #pick: 'first' | 'last'
  /** Whether two free volumes of one class were equally large. */
  hadTies = false

  /** `pick`: which of equally large volumes is taken, in order of arrival; a real controller takes any. */
  constructor(pick: 'first' | 'last') {
    this.#pick = pick
  }

  add(volume: Volume): void {
    const { claimRef, className, capacity } = volume
    if (claimRef !== undefined) {
      const key = `${claimRef.namespace}/${claimRef.name}`
      this.#reserved.set(key, (this.#reserved.get(key) ?? new Set()).add(volume))
      return
    }
    const list = this.#freeByClass.get(className)
    if (list === undefined) this.#freeByClass.set(className, [volume])
    else {
      const [start, end] = [firstNotBelow(list, capacity), firstAbove(list, capacity)]
      if (start < end) this.hadTies = true
      list.splice(this.#pick === 'first' ? end : start, 0, volume)
    }
  }

  /** Takes a volume out as it stands; to be called before its claim changes. */
  delete(volume: Volume): void {
    const { claimRef, className } = volume
    if (claimRef !== undefined) {
      const key = `${claimRef.namespace}/${claimRef.name}`
      const reserved = this.#reserved.get(key)
      reserved?.delete(volume)
      if (reserved?.size === 0) this.#reserved.delete(key)
      return
    }
    const list = this.#freeByClass.get(className) ?? []
    const at = list.indexOf(volume)
    if (at !== -1) list.splice(at, 1)
  }

  /** The volumes that are for a claim, in order of arrival. */
  reservedFor(claim: Claim): readonly Volume[] {
    const reserved = this.#reserved.get(`${claim.namespace}/${claim.name}`)
    return reserved === undefined ? [] : [...reserved].filter(volume => isFor(volume, claim))
  }

  /** Whether a claim that both would do for gets the one and not the other. */
  isPreferred(a: Volume, b: Volume): boolean {
    const order = compareQuantities(a.capacity, b.capacity)
    return order === 0 ? a.order < b.order === (this.#pick === 'first') : order < 0
  }

  /** The free volumes of the claim's class that would do, the smallest first, of equally large ones as they are picked. */
  *freeFor(claim: Claim): Iterable<Volume> {
    const list = this.#freeByClass.get(classOf(claim)) ?? []
    for (let at = firstNotBelow(list, claim.request); at < list.length; at++) {
      const volume = list[at]!
      if (volume.phase !== 'Available' || !isOfKind(volume, claim) || !hasAccessModes(volume, claim)) continue
      if (claim.selector === undefined || matchesLabelSelector(claim.selector, volume.labels)) yield volume
    }
  }
}

/** Whether a volume is of the size and kind that a claim asks for. Mirrors component-helpers/storage/volume FindMatchingVolume, v1.36. */
export function isSuitable(volume: Volume, claim: Claim): boolean {
  return isOfKind(volume, claim) && compareQuantities(volume.capacity, claim.request) >= 0
}

function isOfKind(volume: Volume, claim: Claim): boolean {
  return !volume.isBeingDeleted && volume.volumeMode === claim.volumeMode && volume.attributesClass === claim.attributesClass
}

/** Whether a volume offers every access mode of a claim. */
export function hasAccessModes({ accessModes }: Volume, claim: Claim): boolean {
  return claim.accessModes.every(mode => accessModes.includes(mode))
}

function firstNotBelow(list: readonly Volume[], capacity: Quantity): number {
  return partition(list, volume => compareQuantities(volume.capacity, capacity) < 0)
}

function firstAbove(list: readonly Volume[], capacity: Quantity): number {
  return partition(list, volume => compareQuantities(volume.capacity, capacity) <= 0)
}

/** How many volumes at the beginning of a sorted list are of one kind. */
function partition(list: readonly Volume[], isBefore: (volume: Volume) => boolean): number {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (isBefore(list[middle]!)) low = middle + 1
    else high = middle
  }
  return low
}
