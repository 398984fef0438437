import type { ClaimState, VolumeState } from '../../simulate/control-plane/index.ts'

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

/** A claim as JSON has it. */
export function claimResult({ at: _, ...claim }: ClaimState): ClaimResult {
  return claim
}

/** A volume as JSON has it. */
export function volumeResult({ at: _, ...volume }: VolumeState): VolumeResult {
  return volume
}
