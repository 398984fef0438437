import { limitRangeDefaults } from '../../defaults/core/limit-range.ts'
import type { Strategy } from '../../strategy.ts'
import { limitRangeRules } from '../../validation/core/limit-range.ts'

export const limitRange: Strategy = { defaults: limitRangeDefaults, rules: limitRangeRules }
