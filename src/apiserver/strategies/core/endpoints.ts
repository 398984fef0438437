import { endpointsDefaults } from '../../defaults/core/endpoints.ts'
import type { Strategy } from '../../strategy.ts'

export const endpoints: Strategy = { defaults: endpointsDefaults }
