import type { DefaultPreemptionArgs } from '../../../k8s/scheduler-configuration.ts'
import { type Diagnosis, fitErrorSentence } from '../fit-error.ts'
import type { NodeInfo } from '../node-info.ts'
import type { QueuedPod } from '../pod-info.ts'
import { type PreparedFilter, refreshed, runFilters } from '../run-filters.ts'
import type { Snapshot } from '../snapshot.ts'
import { type Status, unresolvable } from '../status.ts'

const policyNever = 'not eligible due to preemptionPolicy=Never.'
const notHelpful = unresolvable('Preemption is not helpful for scheduling')
const noVictims = unresolvable('No preemption victims found for incoming pod')
/** Added to each priority, so that fewer victims are better whatever their priorities. */
const priorityOffset = 2 ** 31

/** A node that can be cleared for the pod, and the pods that would be evicted, the most important first. */
export interface PreemptionCandidate {
  readonly node: NodeInfo
  readonly victims: readonly QueuedPod[]
  readonly budgetViolations: number
}

/** The node that is cleared for the pod, or what the scheduler says instead. */
export type PreemptionResult = { readonly candidate: PreemptionCandidate } | { readonly message: string }

/** Looks for a node on which the pod fits once less important pods are gone. Mirrors pkg/scheduler/framework/preemption/preemption.go Preempt and plugins/defaultpreemption, v1.36; where fewer candidates are wanted than there are nodes, chance decides there where the search begins. */
export function preempt(
  pod: QueuedPod,
  diagnosis: Diagnosis,
  filters: readonly PreparedFilter[],
  snapshot: Snapshot,
  args: DefaultPreemptionArgs = {}
): PreemptionResult {
  if (pod.info.spec.preemptionPolicy === 'Never') return { message: `preemption: ${policyNever}` }
  const potential = [...diagnosis.statuses].flatMap(([node, { code }]) => (code === 'Unschedulable' ? [node] : []))
  const wanted = candidatesWanted(potential.length, args)
  const statuses = new Map<NodeInfo, Status>()
  const candidates: PreemptionCandidate[] = []
  for (const node of potential) {
    const result = selectVictimsOnNode(pod, node, filters, snapshot)
    if ('node' in result) candidates.push(result)
    else statuses.set(node, result)
    if (candidates.length >= wanted && candidates.some(({ budgetViolations }) => budgetViolations === 0)) break
  }
  const [first, ...others] = candidates
  if (first === undefined) {
    const sentence = fitErrorSentence({ numAllNodes: diagnosis.numAllNodes, statuses, absent: notHelpful })
    return { message: `preemption: ${sentence}` }
  }
  return { candidate: others.length === 0 ? first : pickOneNodeForPreemption(candidates, snapshot) }
}

/** Mirrors calculateNumCandidates, v1.36. */
function candidatesWanted(
  nodes: number,
  { minCandidateNodesPercentage = 10, minCandidateNodesAbsolute = 100 }: DefaultPreemptionArgs
): number {
  return Math.min(nodes, Math.max(Math.trunc((nodes * minCandidateNodesPercentage) / 100), minCandidateNodesAbsolute))
}

/** Mirrors plugins/defaultpreemption SelectVictimsOnNode, v1.36. The snapshot is as before when it returns. */
function selectVictimsOnNode(
  pod: QueuedPod,
  node: NodeInfo,
  filters: readonly PreparedFilter[],
  snapshot: Snapshot
): PreemptionCandidate | Status {
  if (!node.hasPodsBelow(pod.info.priority)) return noVictims
  const present = [...node.pods]
  const potential = present.filter(other => other.info.priority < pod.info.priority)
  const byImportance = (a: QueuedPod, b: QueuedPod): number => moreImportant(a, b, snapshot)
  const refusal = (): Status | undefined => runFilters(pod, node, refreshed(pod, filters, snapshot), snapshot)?.status
  for (const victim of potential) snapshot.removePod(victim, node)
  const remaining = refusal()
  const victims: QueuedPod[] = []
  let budgetViolations = 0
  if (remaining === undefined) {
    const [violating, others] = splitByBudget(potential.sort(byImportance), snapshot)
    for (const group of [violating, others])
      for (const candidate of group) {
        snapshot.suppose(candidate, node)
        if (refusal() === undefined) continue
        snapshot.removePod(candidate, node)
        victims.push(candidate)
        if (group === violating) budgetViolations++
      }
    victims.sort(byImportance)
  }
  for (const other of present) snapshot.removePod(other, node)
  for (const other of present) snapshot.suppose(other, node)
  return remaining ?? { node, victims, budgetViolations }
}

/** Mirrors pkg/scheduler/util MoreImportantPod, v1.36, with the order of arrival on nodes for the start time. */
function moreImportant(a: QueuedPod, b: QueuedPod, snapshot: Snapshot): number {
  return b.info.priority - a.info.priority || snapshot.arrivalOf(a) - snapshot.arrivalOf(b)
}

/** The pods whose eviction a budget forbids, and the others. Mirrors filterPodsWithPDBViolation, v1.36. */
function splitByBudget(pods: readonly QueuedPod[], snapshot: Snapshot): [QueuedPod[], QueuedPod[]] {
  const budgets = snapshot.budgets().map(budget => ({ budget, left: budget.disruptionsAllowed }))
  const violating: QueuedPod[] = []
  const others: QueuedPod[] = []
  for (const pod of pods) {
    let violates = false
    for (const entry of budgets) if (entry.budget.selects(pod.info) && --entry.left < 0) violates = true
    if (violates) violating.push(pod)
    else others.push(pod)
  }
  return [violating, others]
}

/** Mirrors pkg/scheduler/framework/preemption/preemption.go pickOneNodeForPreemption, v1.36; the first of equals. */
function pickOneNodeForPreemption(candidates: readonly PreemptionCandidate[], snapshot: Snapshot): PreemptionCandidate {
  const costs: readonly ((candidate: PreemptionCandidate) => number)[] = [
    ({ budgetViolations }) => budgetViolations,
    ({ victims }) => victims[0]?.info.priority ?? Number.NEGATIVE_INFINITY,
    ({ victims }) => victims.reduce((sum, { info }) => sum + info.priority + priorityOffset, 0),
    ({ victims }) => victims.length,
    ({ victims }) =>
      -Math.min(...victims.filter(({ info }) => info.priority === victims[0]!.info.priority).map(victim => snapshot.arrivalOf(victim))),
  ]
  let best = candidates
  for (const cost of costs) {
    const least = best.reduce((min, candidate) => Math.min(min, cost(candidate)), Number.POSITIVE_INFINITY)
    best = best.filter(candidate => cost(candidate) === least)
    if (best.length === 1) break
  }
  return best[0]!
}
