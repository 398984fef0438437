import type { KubernetesObject } from '../../../k8s/types.ts'
import { change, changeOrAdd, fillAbsent, isStruct, type Struct } from '../fill.ts'

const cpuAtEighty = [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } }]
const scaleUp = {
  stabilizationWindowSeconds: 0,
  selectPolicy: 'Max',
  policies: [
    { type: 'Pods', value: 4, periodSeconds: 15 },
    { type: 'Percent', value: 100, periodSeconds: 15 },
  ],
}
const scaleDown = { selectPolicy: 'Max', policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }] }

/** Mirrors pkg/apis/autoscaling/v2/defaults.go SetDefaults_HorizontalPodAutoscaler, v1.36; a v1 object has its one metric by conversion. */
export function horizontalPodAutoscalerDefaults(autoscaler: KubernetesObject): KubernetesObject {
  return changeOrAdd(autoscaler, 'spec', written => {
    const spec = fillAbsent(written, { minReplicas: 1 })
    if (autoscaler.apiVersion !== 'autoscaling/v2')
      return hasOtherMetrics(autoscaler) ? spec : fillAbsent(spec, { targetCPUUtilizationPercentage: 80 })
    const { metrics } = spec
    const measured = Array.isArray(metrics) && metrics.length > 0 ? spec : { ...spec, metrics: cpuAtEighty }
    return change(measured, 'behavior', behavior => withRules(withRules(behavior, 'scaleUp', scaleUp), 'scaleDown', scaleDown))
  })
}

/** Mirrors pkg/apis/autoscaling/v1/conversion.go Convert_v1_HorizontalPodAutoscaler_To_autoscaling_HorizontalPodAutoscaler, v1.36. */
function hasOtherMetrics({ metadata }: KubernetesObject): boolean {
  return Object.hasOwn(metadata?.annotations ?? {}, 'autoscaling.alpha.kubernetes.io/metrics')
}

/** Rules that are written keep what they say; absent ones are all default. */
function withRules(behavior: Struct, direction: 'scaleUp' | 'scaleDown', defaults: Struct): Struct {
  const written = behavior[direction]
  return { ...behavior, [direction]: isStruct(written) ? fillAbsent(written, defaults) : defaults }
}
