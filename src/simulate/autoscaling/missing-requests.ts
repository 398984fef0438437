import { type Cluster, objectAs } from '../../cluster/cluster.ts'
import type { Environment } from '../../cluster/environment.ts'
import { podTemplateOf } from '../../cluster/expand/pod-template-of.ts'
import type { FieldRef } from '../../cluster/field-ref.ts'
import { limitRangeDefaults } from '../../cluster/limit-range-defaults.ts'
import type { Resource } from '../../cluster/resource.ts'
import type { Container, ResourceRequirements } from '../../k8s/types.ts'
import { type HorizontalPodAutoscaler, metricsOf } from './autoscaler.ts'
import { autoscalerTargets } from './targets.ts'

/** A container that lacks the request of which its autoscaler wants a percentage. */
export interface AutoscaledContainer {
  readonly autoscaler: Resource
  /** The index of the metric. */
  readonly metric: number
  readonly target: Resource
  readonly container: string
  readonly at: FieldRef
  readonly resource: string
  /** Whether the metric is about this container alone. */
  readonly isOneContainer: boolean
}

/** Mirrors pkg/controller/podautoscaler calculateRequests, v1.36: every container, and every sidecar, of every pod that is measured. */
export function containersWithoutRequest(cluster: Cluster, environment: Environment): readonly AutoscaledContainer[] {
  const defaultsOf = limitRangeDefaults(cluster)
  return autoscalerTargets(cluster, environment).flatMap(({ resource: autoscaler, scale }) => {
    const template = 'error' in scale ? undefined : podTemplateOf(scale.target)
    if (template === undefined) return []
    const { spec, specAt, owner: target, namespace } = template
    const defaults = defaultsOf(namespace)
    const running: readonly (readonly [Container, FieldRef])[] = [
      ...(spec.containers ?? []).map((container, index) => [container, specAt.child('containers', index)] as const),
      ...(spec.initContainers ?? []).flatMap((container, index) =>
        container.restartPolicy === 'Always' ? [[container, specAt.child('initContainers', index)] as const] : []
      ),
    ]
    const metrics = metricsOf(objectAs<HorizontalPodAutoscaler>(autoscaler))
    return metrics.flatMap((metric, index) => {
      const { name: resource, target: goal } = metric.resource ?? metric.containerResource ?? {}
      const only = metric.containerResource?.container
      if (resource === undefined || goal?.averageUtilization === undefined) return []
      if (only === undefined && has(spec.resources, resource)) return []
      return running
        .filter(
          ([container]) =>
            (only === undefined || container.name === only) && !has(container.resources, resource) && !has(defaults, resource)
        )
        .map(([container, at]) => ({
          ...{ autoscaler, metric: index, target, at, resource },
          container: container.name ?? '',
          isOneContainer: only !== undefined,
        }))
    })
  })
}

/** A limit is a request too. */
function has(resources: ResourceRequirements | undefined, name: string): boolean {
  return Object.hasOwn(resources?.requests ?? {}, name) || Object.hasOwn(resources?.limits ?? {}, name)
}
