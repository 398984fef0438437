import { limitRangeDefaults } from '../../defaults/core/limit-range.ts'
import type { Strategy } from '../../strategy.ts'

export const limitRange: Strategy = { defaults: limitRangeDefaults }
