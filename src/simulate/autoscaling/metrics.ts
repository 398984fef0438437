import { goLabelSelector } from '../../k8s/label-selector-text.ts'
import type { MetricSpec } from './autoscaler.ts'

/** Why one metric cannot be had. */
export interface MetricFailure {
  /** Of the event and of the condition. */
  readonly reason: string
  /** The event's words. */
  readonly message: string
  /** The words with which it counts among all metrics. */
  readonly summary: string
}

const noResourceMetrics =
  'unable to fetch metrics from resource metrics API: the server could not find the requested resource (get pods.metrics.k8s.io)'
const noCustomMetrics = 'unable to fetch metrics from custom metrics API: no custom metrics API (custom.metrics.k8s.io) registered'

/** What the controller says about a metric where no metrics API is served. Mirrors pkg/controller/podautoscaler computeReplicasForMetric, v1.36. */
export function metricFailure(metric: MetricSpec, namespace: string): MetricFailure {
  switch (metric.type) {
    case 'Resource': {
      const { name = '', target = {} } = metric.resource ?? {}
      const message = resourceFailure(name, target.averageValue !== undefined)
      return { reason: 'FailedGetResourceMetric', message, summary: `failed to get ${name} resource metric value: ${message}` }
    }
    case 'ContainerResource': {
      const { name = '', container = '', target = {} } = metric.containerResource ?? {}
      const message = resourceFailure(name, target.averageValue !== undefined)
      return {
        reason: 'FailedGetContainerResourceMetric',
        message,
        summary: `failed to get ${container} container metric value: ${message}`,
      }
    }
    case 'Pods': {
      const message = `unable to get metric ${metric.pods?.metric?.name ?? ''}: ${noCustomMetrics}`
      return { reason: 'FailedGetPodsMetric', message, summary: `failed to get pods metric value: ${message}` }
    }
    case 'Object':
      return objectFailure(metric, namespace)
    case 'External':
      return externalFailure(metric, namespace)
    default: {
      const message = `unknown metric source type ${JSON.stringify(metric.type ?? '')}invalid spec`
      return { reason: 'InvalidMetricSourceType', message, summary: message }
    }
  }
}

function resourceFailure(name: string, isUsage: boolean): string {
  return `failed to get ${name} ${isUsage ? 'usage' : 'utilization'}: unable to get metrics for resource ${name}: ${noResourceMetrics}`
}

function objectFailure({ object = {} }: MetricSpec, namespace: string): MetricFailure {
  const { metric: { name = '' } = {}, describedObject = {}, target = {} } = object
  const message = `unable to get metric ${name}: ${describedObject.kind ?? ''} on ${namespace} ${describedObject.name ?? ''}/${noCustomMetrics}`
  const inner = target.type === 'AverageValue' ? `failed to get ${name} object metric: ${message}` : message
  return { reason: 'FailedGetObjectMetric', message, summary: `failed to get object metric value: ${inner}` }
}

function externalFailure({ external = {} }: MetricSpec, namespace: string): MetricFailure {
  const { metric: { name = '', selector } = {}, target = {} } = external
  const written = selector === undefined ? 'nil' : goLabelSelector(selector)
  const message = `unable to get external metric ${namespace}/${name}/${written}: unable to fetch metrics from external metrics API: the server could not find the requested resource (get ${name}.external.metrics.k8s.io)`
  const inner =
    target.averageValue !== undefined
      ? `failed to get ${name} external metric: ${message}`
      : `failed to get external metric ${name}: ${message}`
  return { reason: 'FailedGetExternalMetric', message, summary: `failed to get ${name} external metric value: ${inner}` }
}
