import type { Cluster } from '../../cluster/cluster.ts'
import { valueAt } from '../../k8s/field-path.ts'
import type { MetricSpec } from './autoscaler.ts'

/** The group of the API that serves a kind of metric. */
export function metricsGroupOf({ type }: MetricSpec): string {
  if (type === 'Resource' || type === 'ContainerResource') return 'metrics.k8s.io'
  return type === 'External' ? 'external.metrics.k8s.io' : 'custom.metrics.k8s.io'
}

/** The groups of metrics that an APIService registers. */
export function servedMetricsGroups(cluster: Cluster): ReadonlySet<string> {
  const groups = cluster.ofKind('apiregistration.k8s.io', 'APIService').map(({ object }) => valueAt(object, ['spec', 'group']))
  return new Set(groups.filter(group => typeof group === 'string'))
}
