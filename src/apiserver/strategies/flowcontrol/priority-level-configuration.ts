import { priorityLevelDefaults } from '../../defaults/flowcontrol/priority-level-configuration.ts'
import { withoutStatus } from '../../prepare/drop.ts'
import type { Strategy } from '../../strategy.ts'
import { priorityLevelRules } from '../../validation/flowcontrol/priority-level-configuration.ts'

export const priorityLevelConfiguration: Strategy = {
  defaults: priorityLevelDefaults,
  prepare: withoutStatus,
  rules: priorityLevelRules,
}
