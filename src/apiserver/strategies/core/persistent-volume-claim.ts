import { persistentVolumeClaimDefaults } from '../../defaults/core/persistent-volume-claim.ts'
import { prepareClaim } from '../../prepare/core/persistent-volume-claim.ts'
import type { Strategy } from '../../strategy.ts'
import { persistentVolumeClaimRules } from '../../validation/core/persistent-volume-claim.ts'
import { claimWarnings } from '../../warnings/core/persistent-volume-claim.ts'

export const persistentVolumeClaim: Strategy = {
  defaults: persistentVolumeClaimDefaults,
  prepare: prepareClaim,
  rules: persistentVolumeClaimRules,
  warnings: claimWarnings,
}
