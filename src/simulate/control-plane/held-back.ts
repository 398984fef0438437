import type { PodSpec } from '../../k8s/types.ts'
import type { PodInfo } from '../scheduler/index.ts'
import { defaultProfile } from '../scheduler/index.ts'
import type { DecisionResult, PodCondition } from './outcome.ts'

/** Why the scheduler does not decide about a pod. */
export interface HeldBack {
  readonly outcome: Extract<DecisionResult, 'assigned' | 'ignored' | 'gated' | 'unknown'>
  readonly condition?: PodCondition
  readonly missing?: readonly string[]
}

/** Mirrors pkg/registry/core/pod/strategy.go applySchedulingGatedCondition, v1.36. */
const gatedMessage = 'Scheduling is blocked due to non-empty scheduling gates'

/** Pods that never enter the scheduler's queue, and those about which the input leaves the answer open; undefined for all others. */
export function heldBack(pod: PodInfo, hasNodes: boolean, world: 'open' | 'closed'): HeldBack | undefined {
  const { nodeName = '', schedulerName, schedulingGates = [] } = pod.spec
  if (nodeName !== '') return { outcome: 'assigned' }
  if (schedulingGates.length > 0)
    return { outcome: 'gated', condition: { type: 'PodScheduled', status: 'False', reason: 'SchedulingGated', message: gatedMessage } }
  if ((schedulerName ?? defaultProfile.schedulerName) !== defaultProfile.schedulerName) return { outcome: 'ignored' }
  return !hasNodes && world === 'open' ? { outcome: 'unknown', missing: ['Node'] } : undefined
}

/** Whether the scheduler never looks at such a pod. */
export function isExempt({ nodeName = '', schedulerName = defaultProfile.schedulerName, schedulingGates = [] }: PodSpec): boolean {
  return nodeName !== '' || schedulingGates.length > 0 || schedulerName !== defaultProfile.schedulerName
}
