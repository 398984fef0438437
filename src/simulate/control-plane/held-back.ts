import type { PodSpec } from '../../k8s/types.ts'
import { defaultProfile, type PodInfo, type Profiles } from '../scheduler/index.ts'
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
export function heldBack(pod: PodInfo, profiles: Profiles, hasNodes: boolean, world: 'open' | 'closed'): HeldBack | undefined {
  const { nodeName = '', schedulerName = defaultProfile.schedulerName, schedulingGates = [] } = pod.spec
  if (nodeName !== '') return { outcome: 'assigned' }
  const profile = profiles.get(schedulerName)
  if (schedulingGates.length > 0 && profile?.heedsGates !== false)
    return { outcome: 'gated', condition: { type: 'PodScheduled', status: 'False', reason: 'SchedulingGated', message: gatedMessage } }
  if (profile === undefined) return { outcome: 'ignored' }
  if (profile.unsimulated.length > 0) return { outcome: 'unknown', missing: profile.unsimulated }
  return !hasNodes && world === 'open' ? { outcome: 'unknown', missing: ['Node'] } : undefined
}

/** Whether the scheduler never looks at such a pod. */
export function isExempt(
  { nodeName = '', schedulerName = defaultProfile.schedulerName, schedulingGates = [] }: PodSpec,
  profiles: Profiles
): boolean {
  return nodeName !== '' || schedulingGates.length > 0 || !profiles.has(schedulerName)
}
