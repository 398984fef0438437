import type { Strategy } from '../../strategy.ts'
import { csiStorageCapacityRules } from '../../validation/storage/csi-storage-capacity.ts'
import { csiStorageCapacityWarnings } from '../../warnings/storage/csi-storage-capacity.ts'

export const csiStorageCapacity: Strategy = { rules: csiStorageCapacityRules, warnings: csiStorageCapacityWarnings }
