import { priorityClassDefaults } from '../../defaults/scheduling/priority-class.ts'
import { withGeneration } from '../../prepare/drop.ts'
import type { Strategy } from '../../strategy.ts'
import { priorityClassRules } from '../../validation/scheduling/priority-class.ts'

export const priorityClass: Strategy = { defaults: priorityClassDefaults, prepare: withGeneration, rules: priorityClassRules }
