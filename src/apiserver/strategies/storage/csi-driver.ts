import { csiDriverDefaults } from '../../defaults/storage/csi-driver.ts'
import { prepareCsiDriver } from '../../prepare/storage/csi-driver.ts'
import type { Strategy } from '../../strategy.ts'
import { csiDriverRules } from '../../validation/storage/csi-driver.ts'
import { csiDriverWarnings } from '../../warnings/storage/csi-driver.ts'

export const csiDriver: Strategy = {
  defaults: csiDriverDefaults,
  prepare: prepareCsiDriver,
  rules: csiDriverRules,
  warnings: csiDriverWarnings,
}
