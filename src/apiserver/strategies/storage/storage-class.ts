import { storageClassDefaults } from '../../defaults/storage/storage-class.ts'
import type { Strategy } from '../../strategy.ts'
import { storageClassRules } from '../../validation/storage/storage-class.ts'
import { storageClassWarnings } from '../../warnings/storage/storage-class.ts'

export const storageClass: Strategy = { defaults: storageClassDefaults, rules: storageClassRules, warnings: storageClassWarnings }
