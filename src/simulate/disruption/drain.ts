import type { SettledPod } from '../../cluster/settled-pods.ts'
import type { BudgetState } from './budget.ts'
import { type Eviction, evictions } from './evictions.ts'

/** What becomes of a pod when its node is drained. */
export interface DrainedPod {
  readonly pod: SettledPod
  /** `left` pods stay: a DaemonSet would make them anew at once. `blocked` ones hold the drain up for as long as nothing else changes. */
  readonly outcome: 'evicted' | 'left' | 'blocked'
  readonly eviction: Eviction
}

/** Evicts the pods of a node, each after those before it have come up elsewhere. Mirrors kubectl drain --ignore-daemonsets, v1.36. */
export function drain(node: string, pods: readonly SettledPod[], states: readonly BudgetState[]): readonly DrainedPod[] {
  const here = pods.filter(pod => pod.node === node)
  return evictions(here, states).map(eviction => {
    const pod = eviction.of
    if (pod.controller?.kind === 'DaemonSet') return { pod, outcome: 'left', eviction }
    return { pod, outcome: eviction.code === 201 ? 'evicted' : 'blocked', eviction }
  })
}
