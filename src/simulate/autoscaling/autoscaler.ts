import type { Resource } from '../../cluster/resource.ts'
import type { KubernetesObject, LabelSelector } from '../../k8s/types.ts'

/** A HorizontalPodAutoscaler as the server keeps it. */
export interface HorizontalPodAutoscaler extends KubernetesObject {
  readonly spec?: {
    readonly scaleTargetRef?: { readonly apiVersion?: string; readonly kind?: string; readonly name?: string }
    readonly minReplicas?: number
    readonly maxReplicas?: number
    readonly metrics?: readonly MetricSpec[]
    /** Of autoscaling/v1, in place of metrics. */
    readonly targetCPUUtilizationPercentage?: number
  }
}

/** What an autoscaler measures: the use of cpu where it names nothing. Mirrors pkg/apis/autoscaling/v2/defaults.go and v1/conversion.go, v1.36. */
export function metricsOf({ spec = {} }: HorizontalPodAutoscaler): readonly MetricSpec[] {
  const { metrics = [], targetCPUUtilizationPercentage = 80 } = spec
  if (metrics.length > 0) return metrics
  const target = { type: 'Utilization', averageUtilization: targetCPUUtilizationPercentage }
  return [{ type: 'Resource', resource: { name: 'cpu', target } }]
}

/** What an autoscaler measures. */
export interface MetricSpec {
  readonly type?: string
  readonly resource?: { readonly name?: string; readonly target?: MetricTarget }
  readonly containerResource?: { readonly name?: string; readonly container?: string; readonly target?: MetricTarget }
  readonly pods?: { readonly metric?: MetricIdentifier; readonly target?: MetricTarget }
  readonly object?: {
    readonly metric?: MetricIdentifier
    readonly describedObject?: { readonly kind?: string; readonly name?: string }
    readonly target?: MetricTarget
  }
  readonly external?: { readonly metric?: MetricIdentifier; readonly target?: MetricTarget }
}

interface MetricIdentifier {
  readonly name?: string
  readonly selector?: LabelSelector
}

interface MetricTarget {
  readonly type?: string
  readonly value?: number | string
  readonly averageValue?: number | string
  readonly averageUtilization?: number
}

/** A condition in the status of an autoscaler. */
export interface AutoscalerCondition {
  readonly type: 'AbleToScale' | 'ScalingActive'
  readonly status: 'True' | 'False'
  readonly reason: string
  readonly message: string
}

/** The status of an autoscaler once it has looked at its target. */
export interface AutoscalerState {
  readonly namespace: string
  readonly name: string
  readonly resource: Resource
  /** Absent where the target has no scale. */
  readonly currentReplicas?: number
  readonly desiredReplicas: number
  readonly conditions: readonly AutoscalerCondition[]
  /** The workload that it scales. */
  readonly target?: Resource
  /** What it sets the target's number of replicas to: its bounds do not allow the number that is there. */
  readonly rescale?: { readonly replicas: number; readonly reason: string }
}

/** What the autoscaler's controller says. */
export interface AutoscalerEvent {
  readonly type: 'Normal' | 'Warning'
  readonly reason: string
  readonly kind: 'HorizontalPodAutoscaler'
  readonly namespace: string
  readonly name: string
  readonly message: string
}
