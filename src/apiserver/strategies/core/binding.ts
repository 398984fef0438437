import type { Strategy } from '../../strategy.ts'
import { bindingRules } from '../../validation/core/binding.ts'

export const binding: Strategy = { rules: bindingRules }
