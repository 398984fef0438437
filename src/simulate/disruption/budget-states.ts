import type { Cluster } from '../../cluster/cluster.ts'
import { objectAs } from '../../cluster/cluster.ts'
import type { SettledPods } from '../../cluster/settled-pods.ts'
import { goLabelSelector } from '../../k8s/label-selector-text.ts'
import type { BudgetState, DisruptionEvent, PodDisruptionBudget } from './budget.ts'
import { expectationOf, type FindScale, sumOf } from './expected-pods.ts'

/** The budgets of a settled cluster, and what their controller says about them. */
export interface Budgets {
  readonly states: readonly BudgetState[]
  readonly events: readonly DisruptionEvent[]
}

/** Works out every budget's status. Mirrors pkg/controller/disruption trySync and updatePdbStatus, v1.36. */
export function budgetStates(cluster: Cluster, pods: SettledPods, findScale: FindScale): Budgets {
  const states: BudgetState[] = []
  const events: DisruptionEvent[] = []
  for (const resource of cluster.ofKind('policy', 'PodDisruptionBudget')) {
    const budget = objectAs<PodDisruptionBudget>(resource)
    const [namespace, name] = [resource.namespace ?? '', resource.name ?? '']
    const selector = budget.spec?.selector
    const selected = pods.selectedBy(namespace, selector)
    const event = (type: DisruptionEvent['type'], reason: string, message: string): void => {
      events.push({ type, reason, kind: 'PodDisruptionBudget', namespace, name, message })
    }
    if (selected.length === 0) event('Normal', 'NoPods', 'No matching pods found')
    const expectation = expectationOf(budget, selected, findScale)
    const common = { namespace, name, resource, pods: selected }
    if ('error' in expectation) {
      const { error } = expectation
      event('Warning', 'CalculateExpectedPodCountFailed', `Failed to calculate the number of expected pods: ${error}`)
      const condition = { type: 'DisruptionAllowed', status: 'False', reason: 'SyncFailed', message: error } as const
      states.push({ ...common, disruptionsAllowed: 0, currentHealthy: 0, desiredHealthy: 0, expectedPods: 0, condition, syncFailed: true })
      continue
    }
    const { expectedPods, desiredHealthy, hasUnmanaged } = expectation
    if (hasUnmanaged && selector !== undefined) event('Warning', 'UnmanagedPods', unmanagedPodsMessage(goLabelSelector(selector)))
    const currentHealthy = sumOf(selected.filter(({ isReady }) => isReady))
    const disruptionsAllowed = expectedPods <= 0 ? 0 : Math.max(0, currentHealthy - desiredHealthy)
    const condition =
      disruptionsAllowed > 0
        ? ({ type: 'DisruptionAllowed', status: 'True', reason: 'SufficientPods', message: '' } as const)
        : ({ type: 'DisruptionAllowed', status: 'False', reason: 'InsufficientPods', message: '' } as const)
    states.push({ ...common, disruptionsAllowed, currentHealthy, desiredHealthy, expectedPods, condition, syncFailed: false })
  }
  return { states, events: [...events, ...severalBudgets(states)] }
}

function unmanagedPodsMessage(selector: string): string {
  return `Pods selected by this PodDisruptionBudget (selector: ${selector}) were found to be unmanaged. As a result, the status of the PDB cannot be calculated correctly, which may result in undefined behavior. To account for these pods please set ".spec.minAvailable" field of the PDB to an integer value.`
}

/** Mirrors pkg/controller/disruption getPdbForPod, v1.36: it looks when something about the pod changes. */
function severalBudgets(states: readonly BudgetState[]): readonly DisruptionEvent[] {
  const first = new Map<BudgetState['pods'][number], BudgetState>()
  const second = new Map<BudgetState['pods'][number], BudgetState>()
  for (const state of states)
    for (const pod of state.pods)
      if (!first.has(pod)) first.set(pod, state)
      else if (!second.has(pod)) second.set(pod, state)
  if (second.size === 0) return []
  const events: DisruptionEvent[] = []
  for (const [pod, chosen] of first) {
    const other = second.get(pod)
    if (other === undefined) continue
    const changesLater = pod.controller !== undefined && pod.isRunning
    if (!changesLater && pod.resource.order < other.resource.order) continue
    const { namespace, name } = pod
    const message = `Pod ${JSON.stringify(namespace)}/${JSON.stringify(name)} matches multiple PodDisruptionBudgets.  Chose ${JSON.stringify(chosen.name)} arbitrarily.`
    events.push({ type: 'Warning', reason: 'MultiplePodDisruptionBudgets', kind: 'Pod', namespace, name, message })
  }
  return events
}
