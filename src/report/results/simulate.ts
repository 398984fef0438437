import { formatKubernetesVersion } from '../../k8s/version.ts'
import type { SimulateOutcome } from '../../outcome.ts'
import {
  type AutoscalerResult,
  autoscalerResult,
  type BudgetResult,
  budgetResult,
  type EndpointSliceResult,
  type EvictionResult,
  endpointSliceResult,
  evictionResult,
} from './aftermath.ts'
import { type AttemptResult, attemptResult } from './attempt.ts'
import { type ServerResult, serverResults } from './server.ts'
import {
  type BatchResult,
  batchResult,
  type DaemonSetResult,
  daemonSetResult,
  type EventResult,
  eventResult,
  type PodResult,
  podResult,
  type QuotaResult,
  quotaResult,
  type WorkloadResult,
  workloadResult,
} from './settled-state.ts'
import { type ClaimResult, claimResult, type DeviceClaimResult, deviceClaimResult, type VolumeResult, volumeResult } from './volumes.ts'

/** What the control plane has come to. */
export interface SimulatedState {
  readonly apply: readonly ServerResult[]
  readonly decisions: readonly AttemptResult[]
  readonly pods: readonly PodResult[]
  readonly persistentVolumeClaims: readonly ClaimResult[]
  readonly persistentVolumes: readonly VolumeResult[]
  readonly events: readonly EventResult[]
  readonly endpoints: readonly EndpointSliceResult[]
  readonly resourceQuotas: readonly QuotaResult[]
  readonly podDisruptionBudgets: readonly BudgetResult[]
  readonly horizontalPodAutoscalers: readonly AutoscalerResult[]
  readonly deployments: readonly WorkloadResult[]
  readonly replicaSets: readonly WorkloadResult[]
  readonly statefulSets: readonly WorkloadResult[]
  readonly daemonSets: readonly DaemonSetResult[]
  readonly jobs: readonly BatchResult[]
  readonly cronJobs: readonly BatchResult[]
  readonly resourceClaims: readonly DeviceClaimResult[]
  readonly evictions: readonly EvictionResult[]
  readonly answers: readonly AnswerResult[]
}

interface SimulateHead {
  readonly format: 'seatrial/simulate/1'
  readonly kubernetes: string
  readonly assumptions: readonly string[]
}

/** The answer to a question about the settled state. */
export interface AnswerResult {
  /** As it is asked: `drain n1`. */
  readonly question: string
  readonly answer: string
  readonly sentence: string
}

/** The result of `simulate` for one state. */
export interface StateResult extends SimulateHead, SimulatedState {}

/** The result of `simulate` with a state before. */
export interface UpdateResult extends SimulateHead {
  readonly before: SimulatedState
  readonly after: SimulatedState
}

/** The result of `simulate`. */
export type SimulateResult = StateResult | UpdateResult

/** What one simulation found, as JSON and the library give it. */
export function simulateResult({ settings, set, simulation, before }: SimulateOutcome): SimulateResult {
  const head: SimulateHead = {
    format: 'seatrial/simulate/1',
    kubernetes: formatKubernetesVersion(settings.version),
    assumptions: simulation.assumptions.map(assumption => assumption.message),
  }
  const state = simulatedState({ set, simulation })
  return before === undefined ? { ...head, ...state } : { ...head, before: simulatedState(before), after: state }
}

function simulatedState({ set, simulation }: Pick<SimulateOutcome, 'set' | 'simulation'>): SimulatedState {
  return {
    apply: serverResults([set]),
    decisions: simulation.decisions.map(attemptResult),
    pods: simulation.pods.map(podResult),
    persistentVolumeClaims: simulation.persistentVolumeClaims.map(claimResult),
    persistentVolumes: simulation.persistentVolumes.map(volumeResult),
    events: simulation.events.map(eventResult),
    endpoints: simulation.endpoints.map(endpointSliceResult),
    resourceQuotas: simulation.resourceQuotas.map(quotaResult),
    podDisruptionBudgets: simulation.budgets.map(budgetResult),
    horizontalPodAutoscalers: simulation.autoscalers.map(autoscalerResult),
    deployments: simulation.deployments.map(workloadResult),
    replicaSets: simulation.replicaSets.map(workloadResult),
    statefulSets: simulation.statefulSets.map(workloadResult),
    daemonSets: simulation.daemonSets.map(daemonSetResult),
    jobs: simulation.jobs.map(batchResult),
    cronJobs: simulation.cronJobs.map(batchResult),
    resourceClaims: simulation.resourceClaims.map(deviceClaimResult),
    evictions: simulation.evictions.map(evictionResult),
    answers: simulation.answers.map(({ question, answer, sentence }) => ({ question, answer, sentence })),
  }
}
