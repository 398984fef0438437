import { persistentVolumeDefaults } from '../../defaults/core/persistent-volume.ts'
import { preparePersistentVolume } from '../../prepare/core/persistent-volume.ts'
import type { Strategy } from '../../strategy.ts'
import { persistentVolumeRules } from '../../validation/core/persistent-volume.ts'
import { persistentVolumeWarnings } from '../../warnings/core/persistent-volume.ts'

export const persistentVolume: Strategy = {
  defaults: persistentVolumeDefaults,
  prepare: preparePersistentVolume,
  rules: persistentVolumeRules,
  warnings: persistentVolumeWarnings,
}
