import type { Strategy } from '../../strategy.ts'
import { eventRules } from '../../validation/events/event.ts'

export const event: Strategy = { rules: eventRules }
