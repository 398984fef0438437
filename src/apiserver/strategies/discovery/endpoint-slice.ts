import { endpointSliceDefaults } from '../../defaults/discovery/endpoint-slice.ts'
import type { Strategy } from '../../strategy.ts'

export const endpointSlice: Strategy = { defaults: endpointSliceDefaults }
