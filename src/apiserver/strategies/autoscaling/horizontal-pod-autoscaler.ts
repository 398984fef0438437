import type { KubernetesObject } from '../../../k8s/types.ts'
import { horizontalPodAutoscalerDefaults } from '../../defaults/autoscaling/horizontal-pod-autoscaler.ts'
import type { StageContext, Strategy } from '../../strategy.ts'
import { horizontalPodAutoscalerRules } from '../../validation/autoscaling/horizontal-pod-autoscaler.ts'
import { withNewStatus } from '../new-status.ts'
import { changeAt, without } from '../without-fields.ts'

/** The first minor with HPAConfigurableTolerance on. */
const toleranceSince = 35
const directions = ['scaleUp', 'scaleDown']

/** Mirrors pkg/registry/autoscaling/horizontalpodautoscaler/strategy.go, v1.36. */
export const horizontalPodAutoscaler: Strategy = {
  defaults: horizontalPodAutoscalerDefaults,
  prepare: (object, context) => withNewStatus(withoutGated(object, context), statusOf(object)),
  rules: horizontalPodAutoscalerRules,
}

function statusOf({ apiVersion }: KubernetesObject): object {
  return apiVersion === 'autoscaling/v1' ? { currentReplicas: 0, desiredReplicas: 0 } : { desiredReplicas: 0, currentMetrics: null }
}

function withoutGated(object: KubernetesObject, { version }: StageContext): KubernetesObject {
  if (version.minor >= toleranceSince) return object
  return directions.reduce(
    (kept, direction) => changeAt(kept, ['spec', 'behavior', direction], rules => without(rules, 'tolerance')),
    object
  )
}
