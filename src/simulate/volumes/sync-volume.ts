import type { Claim } from './claim.ts'
import { reclaimVolume } from './reclaim-volume.ts'
import type { Volume } from './volume.ts'
import type { VolumeStore } from './volume-store.ts'

/** What the controller works on, and what it has yet to look at. */
export interface ControllerState {
  readonly store: VolumeStore
  /** Keys of claims and volumes that are to be looked at. */
  readonly claims: Set<string>
  readonly volumes: Set<string>
  /** Whether an external provisioner does its work. */
  provisions(provisioner: string): boolean
  /** Whether something that the input does not define may be there all the same. */
  mayExistElsewhere(kind: string, name: string): boolean
  /** The labels of a node. */
  nodeLabels(name: string): Readonly<Record<string, string>>
}

/** One look of the controller at a volume. Mirrors pkg/controller/volume/persistentvolume/pv_controller.go syncVolume, v1.36. */
export function syncVolume(volume: Volume, state: ControllerState): void {
  const { store, claims } = state
  const { claimRef } = volume
  if (claimRef === undefined || claimRef.uid === '') {
    makeAvailable(volume, state)
    return
  }
  const claim = store.claimsByUid.get(claimRef.uid)
  if (claim === undefined) {
    if (state.mayExistElsewhere('PersistentVolumeClaim', claimRef.name) && volume.phase === 'Bound') return
    release(volume, state)
  } else if (claim.volumeName === '') {
    if (claim.volumeMode === volume.volumeMode) claims.add(claim.key)
    else reportModes(volume, claim, store)
  } else if (claim.volumeName === volume.key) {
    volume.phase = 'Bound'
    store.openVolumes.delete(volume.key)
  } else if (volume.provisionedBy !== undefined && volume.reclaimPolicy === 'Delete') release(volume, state)
  else unbind(volume, state)
}

function makeAvailable(volume: Volume, { store }: ControllerState): void {
  if (volume.phase === 'Available') return
  volume.phase = 'Available'
  store.changes.push({ type: 'volume-updated', volume })
}

function release(volume: Volume, state: ControllerState): void {
  if (volume.phase !== 'Released' && volume.phase !== 'Failed') volume.phase = 'Released'
  reclaimVolume(volume, state)
}

function reportModes(volume: Volume, claim: Claim, store: VolumeStore): void {
  const because = 'due to incompatible volumeMode.'
  const ofVolume = `Cannot bind PersistentVolume to requested PersistentVolumeClaim "${claim.name}" ${because}`
  store.volumeEvent(volume, 'Warning', 'VolumeMismatch', ofVolume)
  const ofClaim = `Cannot bind PersistentVolume "${volume.name}" to requested PersistentVolumeClaim ${because}`
  store.claimEvent(claim, 'Warning', 'VolumeMismatch', ofClaim)
}

/** Mirrors unbindVolume, v1.36. */
function unbind(volume: Volume, state: ControllerState): void {
  const { claimRef } = volume
  if (volume.boundByController) {
    volume.boundByController = false
    state.store.setClaimRef(volume, undefined)
  } else if (claimRef !== undefined) state.store.setClaimRef(volume, { ...claimRef, uid: '' })
  makeAvailable(volume, state)
}
