import type { Resource } from '../../cluster/resource.ts'
import { SettledPods } from '../../cluster/settled-pods.ts'
import type { AutoscalerEvent, AutoscalerState } from './autoscaler.ts'
import { AutoscalerReconciler, type AutoscalingView } from './reconciler.ts'

export type { AutoscalerCondition, AutoscalerEvent, AutoscalerState, HorizontalPodAutoscaler, MetricSpec } from './autoscaler.ts'
export type { AutoscalingView } from './reconciler.ts'
export { type NoScale, type Scale, scaleOf } from './scale.ts'

/** What one sees only in the second round: what other autoscalers have done. Those that fight would go on for ever. */
const rounds = 3

/** The autoscalers of a settled cluster, and what their controller says about them. */
export interface Autoscaling {
  readonly states: readonly AutoscalerState[]
  readonly events: readonly AutoscalerEvent[]
}

/** How the autoscalers stand once all of them have looked at their targets several times. */
export function autoscaling(view: AutoscalingView): Autoscaling {
  const reconciler = reconciled(view)
  return { states: reconciler.states, events: reconciler.events }
}

/** The number of replicas that autoscalers give their targets, where it is not what the targets ask for. */
export function autoscaledReplicas(view: Omit<AutoscalingView, 'pods'>): ReadonlyMap<Resource, number> {
  return view.cluster.has('autoscaling', 'HorizontalPodAutoscaler')
    ? reconciled({ ...view, pods: new SettledPods([]) }).replicas
    : new Map()
}

function reconciled(view: AutoscalingView): AutoscalerReconciler {
  const reconciler = new AutoscalerReconciler(view)
  for (let round = 0; round < rounds; round++) reconciler.round()
  return reconciler
}
