import type { Strategy } from '../../strategy.ts'
import { runtimeClassRules } from '../../validation/node/runtime-class.ts'
import { runtimeClassWarnings } from '../../warnings/node/runtime-class.ts'

export const runtimeClass: Strategy = { rules: runtimeClassRules, warnings: runtimeClassWarnings }
