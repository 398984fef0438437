import type { Strategy } from '../../strategy.ts'
import { coreEventRules } from '../../validation/events/event.ts'

export const coreEvent: Strategy = { rules: coreEventRules }
