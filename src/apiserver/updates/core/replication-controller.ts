import type { UpdateStrategy } from '../strategy.ts'

/** Its pods are warned of with a new generation only. Mirrors pkg/registry/core/replicationcontroller/strategy.go, v1.36. */
export const replicationController: UpdateStrategy = { counts: ['spec'], warns: 'counted', checks: ['metadata-update', 'rules'] }
