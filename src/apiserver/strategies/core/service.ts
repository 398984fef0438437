import { serviceDefaults } from '../../defaults/core/service.ts'
import type { Strategy } from '../../strategy.ts'

export const service: Strategy = { defaults: serviceDefaults }
