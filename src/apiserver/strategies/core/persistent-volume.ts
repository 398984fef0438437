import { persistentVolumeDefaults } from '../../defaults/core/persistent-volume.ts'
import type { Strategy } from '../../strategy.ts'

export const persistentVolume: Strategy = { defaults: persistentVolumeDefaults }
