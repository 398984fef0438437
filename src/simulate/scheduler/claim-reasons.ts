import type { FieldRef } from '../../cluster/field-ref.ts'
import type { FieldPath } from '../../k8s/field-path.ts'
import { type Claim, classOf, type PodClaim } from '../volumes/index.ts'
import type { PodRejection } from './framework.ts'
import type { PodInfo } from './pod-info.ts'

/** Where a pod names a claim, or writes one of its own. */
export function claimAt({ template }: PodInfo, { index, isEphemeral }: PodClaim): FieldRef {
  const volume = template.specAt.child('volumes', index)
  return isEphemeral ? volume.child('ephemeral', 'volumeClaimTemplate') : volume.child('persistentVolumeClaim', 'claimName')
}

/** The refusal of a pod for one of its claims. */
export function claimRejection(pod: PodInfo, claim: PodClaim, rejection: string, by: readonly FieldRef[] = []): PodRejection {
  const because = claim.claim?.phase === 'Bound' ? undefined : claim.claim?.because
  const reason = { text: rejection, subject: claim.claimName, at: claimAt(pod, claim), by, ...(because !== undefined && { because }) }
  return { rejection, reason }
}

/** The refusal of a pod whose claim does not exist. */
export function claimNotFound(pod: PodInfo, claim: PodClaim): PodRejection {
  return claimRejection(pod, claim, `persistentvolumeclaim "${claim.claimName}" not found`)
}

/** The field of a claim that decides that it is not bound: the volume or the class that it asks for, else the whole of it. */
export function unboundAt(claim: Claim): readonly FieldRef[] {
  const path: FieldPath = claim.volumeName !== '' ? ['volumeName'] : classOf(claim) !== '' ? ['storageClassName'] : []
  return claim.at === undefined ? [] : [claim.at.child('spec', ...path)]
}
