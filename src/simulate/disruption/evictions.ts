import { objectAs } from '../../cluster/cluster.ts'
import type { SettledPod } from '../../cluster/settled-pods.ts'
import type { BudgetState, PodDisruptionBudget } from './budget.ts'

/** The API server's answer to evicting a pod. */
export interface Eviction {
  readonly namespace: string
  readonly pod: string
  readonly code: 201 | 429 | 500
  readonly reason?: string
  readonly message?: string
  readonly causes?: readonly { readonly reason: string; readonly message: string }[]
  /** The budgets that select the pod. */
  readonly budgets: readonly BudgetState[]
  /** The pod that would go. */
  readonly of: SettledPod
}

const severalBudgets = 'This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.'
const wouldViolate = "Cannot evict pod as it would violate the pod's disruption budget."

/** What the server answers to evicting each of these pods, each tried alone. Mirrors pkg/registry/core/pod/storage/eviction.go, v1.36. */
export function evictions(pods: readonly SettledPod[], states: readonly BudgetState[]): readonly Eviction[] {
  const budgets = new Map<SettledPod, BudgetState[]>()
  for (const state of states) for (const pod of state.pods) budgets.set(pod, [...(budgets.get(pod) ?? []), state])
  return pods.map(pod => evictionOf(pod, budgets.get(pod) ?? []))
}

function evictionOf(pod: SettledPod, budgets: readonly BudgetState[]): Eviction {
  const common = { namespace: pod.namespace, pod: pod.name, budgets, of: pod }
  const [budget, second] = budgets
  if (!pod.isRunning || budget === undefined) return { ...common, code: 201 }
  if (second !== undefined) return { ...common, code: 500, message: severalBudgets }
  if (!pod.isReady && unhealthyMayGo(budget)) return { ...common, code: 201 }
  const cause = refusalOf(budget)
  if (cause === undefined) return { ...common, code: 201 }
  const causes = [{ reason: 'DisruptionBudget', message: cause }]
  return { ...common, code: 429, reason: 'TooManyRequests', message: wouldViolate, causes }
}

/** A pod that is not healthy takes nothing away from a budget that is met. */
function unhealthyMayGo({ resource, currentHealthy, desiredHealthy }: BudgetState): boolean {
  if (objectAs<PodDisruptionBudget>(resource).spec?.unhealthyPodEvictionPolicy === 'AlwaysAllow') return true
  return currentHealthy >= desiredHealthy && desiredHealthy > 0
}

/** Mirrors checkAndDecrement; undefined where the budget allows it. */
function refusalOf({ name, syncFailed, disruptionsAllowed, currentHealthy, desiredHealthy }: BudgetState): string | undefined {
  if (syncFailed) return `The disruption budget ${name} is still being processed by the server.`
  if (disruptionsAllowed > 0) return undefined
  return currentHealthy <= desiredHealthy
    ? `The disruption budget ${name} needs ${desiredHealthy} healthy pods and has ${currentHealthy} currently`
    : `The disruption budget ${name} does not allow evicting pods currently`
}
