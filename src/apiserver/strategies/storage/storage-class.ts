import { storageClassDefaults } from '../../defaults/storage/storage-class.ts'
import type { Strategy } from '../../strategy.ts'

export const storageClass: Strategy = { defaults: storageClassDefaults }
