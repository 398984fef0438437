import { templateWarnings } from '../../warnings/pod-template.ts'
import type { UpdateStrategy } from '../strategy.ts'

/** Its pods are warned of with a new generation only. Mirrors pkg/registry/core/replicationcontroller/strategy.go, v1.36. */
export const replicationController: UpdateStrategy = {
  counts: ['spec'],
  warns: 'counted',
  checks: ['metadata-update', 'rules'],
  // the server looks at the old pods
  warnings: (_object, old, context) => templateWarnings(old, context),
}
