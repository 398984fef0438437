import type { FieldRef } from '../../cluster/field-ref.ts'
import type { PodSpec } from '../../k8s/types.ts'
import type { Claim } from './claim.ts'
import type { VolumeStore } from './volume-store.ts'

/** What the volume controllers know of a pod. */
export interface VolumePod {
  readonly name: string
  /** Its own among all pods, also where names hold placeholders. */
  readonly order: number
  readonly info: { readonly namespace: string; readonly spec: PodSpec; readonly template: { readonly specAt: FieldRef } }
}

/** A volume of a pod that is a claim's. */
export interface PodClaim {
  /** In `spec.volumes`. */
  readonly index: number
  readonly claimName: string
  /** Made for the pod alone. */
  readonly isEphemeral: boolean
  readonly claim: Claim | undefined
}

/** Whether a pod has volumes that are claims. */
export function usesClaims({ volumes = [] }: PodSpec): boolean {
  return volumes.some(({ persistentVolumeClaim, ephemeral }) => persistentVolumeClaim !== undefined || ephemeral !== undefined)
}

/** The claims of a pod, in the order of its volumes. */
export function claimsOf(pod: VolumePod, { claims }: VolumeStore): readonly PodClaim[] {
  const { namespace, spec } = pod.info
  return (spec.volumes ?? []).flatMap(({ name = '', persistentVolumeClaim, ephemeral }, index): readonly PodClaim[] => {
    if (persistentVolumeClaim !== undefined) {
      const { claimName = '' } = persistentVolumeClaim
      return [{ index, claimName, isEphemeral: false, claim: claims.get(`${namespace}/${claimName}`) }]
    }
    if (ephemeral === undefined) return []
    const claimName = ephemeralClaimName(pod, name)
    return [{ index, claimName, isEphemeral: true, claim: claims.get(ephemeralClaimKey(pod, name)) }]
  })
}

/** Mirrors component-helpers/storage/ephemeral VolumeClaimName, v1.36. */
export function ephemeralClaimName(pod: VolumePod, volume: string): string {
  return `${pod.name}-${volume}`
}

/** Whether a claim was made for that pod. */
export function isOwnedBy({ owner }: Claim, { name }: VolumePod): boolean {
  return owner?.kind === 'Pod' && owner.name === name
}

/** What is said of a claim that is another's. Mirrors component-helpers/storage/ephemeral VolumeIsForPod, v1.36. */
export function notOwnedBy({ namespace, name }: Claim, pod: VolumePod): string {
  return `PVC ${namespace}/${name} was not created for pod ${pod.info.namespace}/${pod.name} (pod is not owner)`
}

/** A key that pods of the same made-up name do not share. */
export function ephemeralClaimKey(pod: VolumePod, volume: string): string {
  const name = ephemeralClaimName(pod, volume)
  return name.includes('<') ? `${pod.info.namespace}/${name}#${pod.order}` : `${pod.info.namespace}/${name}`
}
