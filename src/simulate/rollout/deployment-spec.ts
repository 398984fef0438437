import { intOrPercentValue, percentOf } from '../../k8s/int-or-string.ts'
import type { KubernetesObject, LabelSelector } from '../../k8s/types.ts'

/** What a Deployment asks for, with the defaults where it is silent. */
export interface DeploymentSpec {
  readonly replicas: number
  readonly paused: boolean
  readonly isRecreate: boolean
  readonly maxSurge: number | string
  readonly maxUnavailable: number | string
  readonly minReadySeconds: number
  readonly progressDeadlineSeconds: number
  readonly selector: LabelSelector
}

interface DeploymentObject extends KubernetesObject {
  readonly spec?: {
    readonly replicas?: number
    readonly paused?: boolean
    readonly selector?: LabelSelector
    readonly minReadySeconds?: number
    readonly progressDeadlineSeconds?: number
    readonly strategy?: {
      readonly type?: string
      readonly rollingUpdate?: { readonly maxUnavailable?: number | string; readonly maxSurge?: number | string }
    }
  }
}

/** Mirrors pkg/apis/apps/v1/defaults.go SetDefaults_Deployment, v1.36. */
export function deploymentSpec(stored: KubernetesObject): DeploymentSpec {
  const { spec = {} } = stored as DeploymentObject
  const { replicas = 1, paused = false, selector = {}, minReadySeconds = 0, progressDeadlineSeconds = 600, strategy = {} } = spec
  const { maxSurge = '25%', maxUnavailable = '25%' } = strategy.rollingUpdate ?? {}
  return {
    replicas: Math.max(0, replicas),
    paused,
    isRecreate: strategy.type === 'Recreate',
    maxSurge,
    maxUnavailable,
    minReadySeconds,
    progressDeadlineSeconds,
    selector,
  }
}

/** How many pods a rolling update may add and do without. Mirrors pkg/controller/deployment/util ResolveFenceposts and MaxUnavailable, v1.36. */
export function fenceposts({ replicas, isRecreate, maxSurge, maxUnavailable }: DeploymentSpec): {
  readonly surge: number
  readonly unavailable: number
} {
  if (isRecreate || replicas === 0) return { surge: 0, unavailable: 0 }
  const surge = scaledValue(maxSurge, replicas, Math.ceil)
  const unavailable = scaledValue(maxUnavailable, replicas, Math.floor)
  return { surge, unavailable: Math.min(replicas, surge === 0 && unavailable === 0 ? 1 : unavailable) }
}

/** A number, or that percentage of the total. */
export function scaledValue(value: number | string, total: number, round: (value: number) => number): number {
  const percent = percentOf(value)
  return percent === undefined ? intOrPercentValue(value) : round((percent * total) / 100)
}
