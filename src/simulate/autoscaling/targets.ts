import { type Cluster, objectAs } from '../../cluster/cluster.ts'
import type { Environment } from '../../cluster/environment.ts'
import type { Resource } from '../../cluster/resource.ts'
import { valueAt } from '../../k8s/field-path.ts'
import type { HorizontalPodAutoscaler } from './autoscaler.ts'
import { type NoScale, type Scale, scaleOf } from './scale.ts'

/** What an autoscaler finds of its target. */
export interface AutoscalerTarget {
  readonly resource: Resource
  readonly scale: Scale | NoScale
}

/** The targets of all autoscalers, as they are written. */
export function autoscalerTargets(cluster: Cluster, { version }: Environment): readonly AutoscalerTarget[] {
  return cluster.ofKind('autoscaling', 'HorizontalPodAutoscaler').map(resource => ({
    resource,
    scale: scaleOf(cluster, resource.namespace ?? '', objectAs<HorizontalPodAutoscaler>(resource), writtenReplicas, version),
  }))
}

function writtenReplicas({ object }: Resource): number {
  const replicas = valueAt(object, ['spec', 'replicas'])
  return typeof replicas === 'number' ? replicas : 1
}
