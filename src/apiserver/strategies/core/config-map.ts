import { isPlainConfigMap } from '../../plain/core.ts'
import type { Strategy } from '../../strategy.ts'
import { configMapRules } from '../../validation/core/config-map.ts'

export const configMap: Strategy = { rules: configMapRules, isPlain: isPlainConfigMap }
