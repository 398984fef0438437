import type { WorkloadController } from '../rollout/index.ts'
import type { Simulation } from './simulation.ts'

/** What the server said last about a pod that a controller wanted. */
export function lastRefusal({ recorder }: Simulation, { namespace, name }: WorkloadController): string {
  const names = new Set([name, `${name}-<hash>`])
  const last = recorder.events.entries.findLast(
    event => event.reason === 'FailedCreate' && event.namespace === namespace && names.has(event.name)
  )
  return last?.message ?? ''
}
