import { formatKubernetesVersion } from '../../k8s/version.ts'
import type { SimulateOutcome } from '../../outcome.ts'
import { type AttemptResult, attemptResult } from './attempt.ts'
import { type ServerResult, serverResults } from './server.ts'
import { type EventResult, eventResult, type PodResult, podResult, type WorkloadResult, workloadResult } from './settled-state.ts'

/** The result of `simulate`. */
export interface SimulateResult {
  readonly format: 'seatrial/simulate/1'
  readonly kubernetes: string
  readonly assumptions: readonly string[]
  readonly apply: readonly ServerResult[]
  readonly decisions: readonly AttemptResult[]
  readonly pods: readonly PodResult[]
  readonly persistentVolumeClaims: readonly unknown[]
  readonly persistentVolumes: readonly unknown[]
  readonly events: readonly EventResult[]
  readonly endpoints: readonly unknown[]
  readonly resourceQuotas: readonly unknown[]
  readonly podDisruptionBudgets: readonly unknown[]
  readonly horizontalPodAutoscalers: readonly unknown[]
  readonly deployments: readonly WorkloadResult[]
  readonly replicaSets: readonly WorkloadResult[]
  readonly statefulSets: readonly unknown[]
  readonly daemonSets: readonly unknown[]
  readonly jobs: readonly unknown[]
  readonly cronJobs: readonly unknown[]
  readonly resourceClaims: readonly unknown[]
  readonly evictions: readonly unknown[]
  readonly answers: readonly unknown[]
}

/** What one simulation found, as JSON and the library give it. */
export function simulateResult({ settings, set, simulation }: SimulateOutcome): SimulateResult {
  return {
    format: 'seatrial/simulate/1',
    kubernetes: formatKubernetesVersion(settings.version),
    assumptions: simulation.assumptions.map(assumption => assumption.message),
    apply: serverResults([set], false),
    decisions: simulation.decisions.map(attemptResult),
    pods: simulation.pods.map(podResult),
    persistentVolumeClaims: [],
    persistentVolumes: [],
    events: simulation.events.map(eventResult),
    endpoints: [],
    resourceQuotas: [],
    podDisruptionBudgets: [],
    horizontalPodAutoscalers: [],
    deployments: simulation.deployments.map(workloadResult),
    replicaSets: simulation.replicaSets.map(workloadResult),
    statefulSets: [],
    daemonSets: [],
    jobs: [],
    cronJobs: [],
    resourceClaims: [],
    evictions: [],
    answers: [],
  }
}
