import { syncClaim } from './sync-claim.ts'
import { type ControllerState, syncVolume } from './sync-volume.ts'
import type { VolumeStore } from './volume-store.ts'

/** What is fixed for one run. */
export interface VolumesOptions {
  readonly world: 'open' | 'closed'
  /** External provisioners that are taken to work. */
  readonly provisioners: 'all' | 'none' | readonly string[]
  /** What is taken where a real controller takes any: of equal volumes, of claims that are looked at again. */
  readonly pick?: 'first' | 'last'
  /** The labels of a node. */
  readonly nodeLabels: (name: string) => Readonly<Record<string, string>>
}

/** Looks at everything again at most so often: each look that changes nothing is the last. */
const maxRounds = 100

/** Brings claims and volumes together. Mirrors pkg/controller/volume/persistentvolume, v1.36. */
export class PersistentVolumeController implements ControllerState {
  readonly store: VolumeStore
  readonly claims = new Set<string>()
  readonly volumes = new Set<string>()
  /** Whether several claims were looked at in an order of which a real controller takes any. */
  hadTies = false
  readonly #options: VolumesOptions

  constructor(store: VolumeStore, options: VolumesOptions) {
    this.store = store
    this.#options = options
  }

  provisions(provisioner: string): boolean {
    const { provisioners } = this.#options
    return provisioners === 'all' || (provisioners !== 'none' && provisioners.includes(provisioner))
  }

  mayExistElsewhere(): boolean {
    return this.#options.world === 'open'
  }

  nodeLabels(name: string): Readonly<Record<string, string>> {
    return this.#options.nodeLabels(name)
  }

  /** Looks at what is new or has changed. */
  work(): void {
    while (this.claims.size > 0 || this.volumes.size > 0) {
      for (const key of this.volumes) {
        this.volumes.delete(key)
        const volume = this.store.volumes.get(key)
        if (volume !== undefined) syncVolume(volume, this)
      }
      for (const key of this.claims) {
        this.claims.delete(key)
        const claim = this.store.claims.get(key)
        if (claim !== undefined) syncClaim(claim, this)
      }
    }
  }

  /** Looks at everything that is not settled, as it does from time to time, until nothing changes. */
  resync(): void {
    this.store.isStale = false
    for (let round = 0; round < maxRounds; round++) {
      const before = this.store.changes.length
      const open = [...this.store.openClaims]
      if (this.#options.pick === 'last') open.reverse()
      for (const key of open) this.claims.add(key)
      for (const key of this.store.openVolumes) this.volumes.add(key)
      this.work()
      if (this.store.changes.length === before) return
      if (open.length > 1) this.hadTies = true
    }
  }
}
