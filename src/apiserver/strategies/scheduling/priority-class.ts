import { priorityClassDefaults } from '../../defaults/scheduling/priority-class.ts'
import type { Strategy } from '../../strategy.ts'
import { priorityClassRules } from '../../validation/scheduling/priority-class.ts'

export const priorityClass: Strategy = { defaults: priorityClassDefaults, rules: priorityClassRules }
