import type { Strategy } from '../../strategy.ts'
import { deviceClassRules } from '../../validation/resource/device-class.ts'

export const deviceClass: Strategy = { rules: deviceClassRules }
