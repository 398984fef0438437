import { persistentVolumeClaimDefaults } from '../../defaults/core/persistent-volume-claim.ts'
import type { Strategy } from '../../strategy.ts'

export const persistentVolumeClaim: Strategy = { defaults: persistentVolumeClaimDefaults }
