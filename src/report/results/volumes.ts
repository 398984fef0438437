import type { ClaimState, DeviceClaimState, VolumeState } from '../../simulate/control-plane/index.ts'

/** A PersistentVolumeClaim in the settled state. */
export interface ClaimResult {
  readonly namespace: string
  readonly name: string
  readonly phase: 'Pending' | 'Bound' | 'Lost'
  readonly storageClassName?: string
  readonly volumeName?: string
  readonly selectedNode?: string
}

/** A PersistentVolume in the settled state. */
export interface VolumeResult {
  readonly name: string
  readonly phase: 'Pending' | 'Available' | 'Bound' | 'Released' | 'Failed'
  /** `namespace/name` */
  readonly claim?: string
  readonly reason?: string
  readonly message?: string
}

/** A ResourceClaim in the settled state. */
export interface DeviceClaimResult {
  readonly namespace: string
  readonly name: string
  readonly owner?: { readonly kind: 'Pod'; readonly name: string }
  /** The names of the pods that use it. */
  readonly reservedFor: readonly string[]
  readonly allocated: readonly { readonly request: string; readonly driver: string; readonly pool: string; readonly device: string }[]
}

/** A ResourceClaim as JSON has it. */
export function deviceClaimResult({ at: _, owner, ...claim }: DeviceClaimState): DeviceClaimResult {
  return owner === undefined ? claim : { ...claim, owner: { kind: 'Pod', name: owner } }
}

/** A claim as JSON has it. */
export function claimResult({ at: _, ...claim }: ClaimState): ClaimResult {
  return claim
}

/** A volume as JSON has it. */
export function volumeResult({ at: _, ...volume }: VolumeState): VolumeResult {
  return volume
}
