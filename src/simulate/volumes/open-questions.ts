import { type Claim, classOf } from './claim.ts'
import type { PodClaim } from './pod-claims.ts'
import { noProvisioner } from './storage-class.ts'
import type { VolumeStore } from './volume-store.ts'

/** What may exist elsewhere and would decide about a pod's claims: `StorageClass fast`. */
export function openQuestions(claims: readonly PodClaim[], store: VolumeStore): readonly string[] {
  const missing = new Set<string>()
  for (const { claimName, claim, isEphemeral } of claims) {
    if (claim !== undefined) addQuestion(claim, store, missing)
    else if (!isEphemeral) missing.add(`PersistentVolumeClaim ${claimName}`)
  }
  return [...missing]
}

function addQuestion(claim: Claim, store: VolumeStore, missing: Set<string>): void {
  if (claim.volumeName !== '') {
    if (!store.volumes.has(claim.volumeName)) missing.add(`PersistentVolume ${claim.volumeName}`)
    return
  }
  const className = classOf(claim)
  const storageClass = store.classes.get(className)
  if (className !== '' && storageClass === undefined) missing.add(`StorageClass ${className}`)
  else if (className === '' && claim.storageClassName === undefined) missing.add('StorageClass')
  else if (storageClass === undefined || storageClass.provisioner === noProvisioner) {
    const isListed = [...store.volumes.values()].some(volume => volume.className === className)
    if (!isListed) missing.add('PersistentVolume')
  }
}
