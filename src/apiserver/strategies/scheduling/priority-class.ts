import { priority } from '../../admission/priority.ts'
import { priorityClassDefaults } from '../../defaults/scheduling/priority-class.ts'
import type { Strategy } from '../../strategy.ts'

export const priorityClass: Strategy = { defaults: priorityClassDefaults, plugins: [priority] }
