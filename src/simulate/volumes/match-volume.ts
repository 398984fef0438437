import { type Labels, labelOf } from '../../k8s/label-selector.ts'
import { matchesNodeSelectorTerms } from '../../k8s/node-selector.ts'
import type { Claim } from './claim.ts'
import { hostnameLabel, type Volume } from './volume.ts'
import { hasAccessModes, isSuitable, type VolumeIndex } from './volume-index.ts'

/**
 * The volume that the controller gives a claim: one that is for it already, else, unless a pod is waited for, the smallest of those with the fewest access modes.
 * Mirrors pkg/controller/volume/persistentvolume/index.go findByClaim, v1.36.
 */
export function findBestMatch(claim: Claim, index: VolumeIndex, delayed: boolean): Volume | undefined {
  let best: Volume | undefined
  let fewest = Number.POSITIVE_INFINITY
  const consider = (volume: Volume): void => {
    const modes = new Set(volume.accessModes).size
    if (modes < fewest) {
      best = volume
      fewest = modes
    }
  }
  for (const volume of index.reservedFor(claim)) if (isSuitable(volume, claim) && hasAccessModes(volume, claim)) consider(volume)
  if (delayed) return best
  const wanted = new Set(claim.accessModes).size
  for (const volume of index.freeFor(claim)) {
    if (fewest <= wanted) break
    consider(volume)
  }
  return best
}

/** Volumes that may do for one claim of a pod, to be looked through node by node. */
export class MatchingVolumes {
  readonly #index: VolumeIndex
  readonly #reserved: readonly Volume[]
  readonly #anywhere: Volume[] = []
  readonly #byHostname = new Map<string, Volume[]>()

  constructor(claim: Claim, className: string, index: VolumeIndex) {
    this.#index = index
    this.#reserved = index.reservedFor(claim).filter(volume => volume.className === className && isSuitable(volume, claim))
    for (const volume of index.freeFor(claim)) {
      const { hostnames } = volume
      if (hostnames === undefined) this.#anywhere.push(volume)
      else
        for (const hostname of hostnames) {
          const list = this.#byHostname.get(hostname)
          if (list === undefined) this.#byHostname.set(hostname, [volume])
          else list.push(volume)
        }
    }
  }

  /** The volume that the scheduler would take on a node. Mirrors component-helpers/storage/volume FindMatchingVolume, v1.36. */
  on({ labels }: { readonly labels: Labels }, taken: ReadonlySet<Volume>): Volume | undefined {
    for (const volume of this.#reserved) if (!taken.has(volume)) return isReachable(volume, labels) ? volume : undefined
    const hostname = labelOf(labels, hostnameLabel)
    const isFree = (volume: Volume): boolean => !taken.has(volume)
    const local = (hostname === undefined ? [] : (this.#byHostname.get(hostname) ?? [])).find(isFree)
    const other = this.#anywhere.find(volume => isFree(volume) && isReachable(volume, labels))
    if (local === undefined || other === undefined) return local ?? other
    return this.#index.isPreferred(other, local) ? other : local
  }
}

/** Whether a volume can be used from a node with these labels; its name is not looked at. Mirrors component-helpers/storage/volume CheckNodeAffinity, v1.36. */
export function isReachable({ nodeTerms }: Volume, labels: Labels): boolean {
  return nodeTerms === undefined || matchesNodeSelectorTerms(nodeTerms, { name: '', labels })
}
