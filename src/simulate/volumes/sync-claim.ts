import { quantityValue } from '../../k8s/quantity.ts'
import { type Claim, classOf } from './claim.ts'
import { findBestMatch } from './match-volume.ts'
import { provisionClaim } from './provision-claim.ts'
import type { ControllerState } from './sync-volume.ts'
import { isFor, type Volume } from './volume.ts'
import { hasAccessModes } from './volume-index.ts'

const noVolumes = 'no persistent volumes available for this claim and no storage class is set'
const noConsumer = 'waiting for first consumer to be created before binding'
const lostReference = 'Bound claim has lost reference to PersistentVolume. Data on the volume is lost!'
const lostVolume = 'Bound claim has lost its PersistentVolume. Data on the volume is lost!'
const misbound = 'Two claims are bound to the same volume, this one is bound incorrectly'

/** One look of the controller at a claim. Mirrors pkg/controller/volume/persistentvolume/pv_controller.go syncClaim, v1.36. */
export function syncClaim(claim: Claim, state: ControllerState): void {
  if (claim.bindCompleted) syncBound(claim, state)
  else if (claim.volumeName === '') syncUnbound(claim, state)
  else syncWanting(claim, state)
}

function syncUnbound(claim: Claim, state: ControllerState): void {
  const { store } = state
  const isDelayed = store.classOf(claim)?.isDelayed === true
  const volume = findBestMatch(claim, store.index, isDelayed)
  if (volume !== undefined) {
    bind(volume, claim, state)
    return
  }
  if (assignDefaultClass(claim, state)) return
  if (isDelayed && claim.selectedNode === undefined) store.claimEvent(claim, 'Normal', ...waitingFor(claim, state))
  else if (classOf(claim) !== '') provisionClaim(claim, state)
  else store.claimEvent(claim, 'Normal', 'FailedBinding', noVolumes)
}

/** A claim that asks for one volume by its name. */
function syncWanting(claim: Claim, state: ControllerState): void {
  const { store } = state
  const volume = store.volumes.get(claim.volumeName)
  if (volume === undefined) return
  if (volume.claimRef === undefined) {
    const mismatch = mismatchOf(volume, claim)
    if (mismatch === undefined) bind(volume, claim, state)
    else store.claimEvent(claim, 'Warning', 'VolumeMismatch', `Cannot bind to requested volume "${volume.name}": ${mismatch}`)
  } else if (isFor(volume, claim)) bind(volume, claim, state)
  else store.claimEvent(claim, 'Warning', 'FailedBinding', `volume "${volume.name}" already bound to a different claim.`)
}

function syncBound(claim: Claim, state: ControllerState): void {
  const { store } = state
  const volume = store.volumes.get(claim.volumeName)
  if (claim.volumeName === '') lose(claim, 'ClaimLost', lostReference, state)
  else if (volume === undefined) {
    if (!state.mayExistElsewhere('PersistentVolume', claim.volumeName)) lose(claim, 'ClaimLost', lostVolume, state)
  } else if (volume.claimRef === undefined || volume.claimRef.uid === claim.uid) bind(volume, claim, state)
  else lose(claim, 'ClaimMisbound', misbound, state)
}

function lose(claim: Claim, reason: string, message: string, { store }: ControllerState): void {
  if (claim.phase === 'Lost') return
  claim.phase = 'Lost'
  store.changes.push({ type: 'claim-updated', claim })
  store.claimEvent(claim, 'Warning', reason, message)
}

/** Mirrors assignDefaultStorageClass, v1.36. */
function assignDefaultClass(claim: Claim, { store, claims }: ControllerState): boolean {
  if (claim.classAnnotation !== undefined || claim.storageClassName !== undefined) return false
  const className = store.defaultClass()
  if (className === undefined) return false
  claim.storageClassName = className
  claims.add(claim.key)
  store.changes.push({ type: 'claim-updated', claim })
  return true
}

/** Mirrors emitEventForUnboundDelayBindingClaim, v1.36. */
function waitingFor({ key }: Claim, { store }: ControllerState): [reason: string, message: string] {
  const pods = [...(store.waitingPods.get(key)?.keys() ?? [])]
  if (pods.length === 0) return ['WaitForFirstConsumer', noConsumer]
  return ['WaitForPodScheduled', `waiting for ${pods.length > 1 ? 'pods' : 'pod'} ${pods.join(',')} to be scheduled`]
}

/** Mirrors checkVolumeSatisfyClaim, v1.36. */
function mismatchOf(volume: Volume, claim: Claim): string | undefined {
  if (volume.isBeingDeleted) return `the volume is marked for deletion "${volume.name}"`
  if (quantityValue(volume.capacity) < quantityValue(claim.request)) return 'requested PV is too small'
  if (volume.className !== classOf(claim)) return 'storageClassName does not match'
  if (volume.attributesClass !== claim.attributesClass) return 'volumeAttributesClassName does not match'
  if (volume.volumeMode !== claim.volumeMode) return 'incompatible volumeMode'
  return hasAccessModes(volume, claim) ? undefined : 'incompatible accessMode'
}

/** Mirrors bind, v1.36: the volume first, then the claim. */
function bind(volume: Volume, claim: Claim, { store, volumes }: ControllerState): void {
  if (!isFor(volume, claim)) volume.boundByController = true
  if (volume.claimRef?.uid !== claim.uid) store.setClaimRef(volume, { namespace: claim.namespace, name: claim.name, uid: claim.uid })
  volume.phase = 'Bound'
  volume.message = undefined
  store.openVolumes.delete(volume.key)
  store.openClaims.delete(claim.key)
  if (claim.phase === 'Bound' && claim.bindCompleted && claim.volumeName === volume.key) return
  if (claim.volumeName !== volume.key) claim.boundByController = true
  claim.volumeName = volume.key
  claim.bindCompleted = true
  claim.phase = 'Bound'
  store.changes.push({ type: 'claim-updated', claim })
  for (const other of store.index.reservedFor(claim)) if (other !== volume) volumes.add(other.key)
}
