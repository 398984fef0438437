import { SettledPods } from '../../cluster/settled-pods.ts'
import { type Eviction, evictions } from '../disruption/index.ts'
import type { NodeInfo } from '../scheduler/index.ts'
import { autoscalingView, budgetsOf, settledPod } from './aftermath.ts'
import type { PodGroup } from './pod-group.ts'
import type { Answer } from './settled-facts.ts'
import type { Simulation } from './simulation.ts'

const namedPods = 3

/** Drains a node of a run that has settled, which is changed by it: cordons it, and evicts its pods one after another. Mirrors kubectl drain --ignore-daemonsets --force, v1.36. */
export function drain(simulation: Simulation, name: string): Answer {
  const question = `drain ${name}`
  const node = simulation.snapshot.byName.get(name)
  if (node === undefined) return { question, answer: 'unknown', sentence: `There is no node ${name} in the input.` }
  simulation.snapshot.cordon(node)
  const before = pendingPods(simulation)
  const leaving = simulation.pods.groups.filter(group => group.node === node && group.owner?.kind !== 'DaemonSet')
  let evicted = 0
  const unmanaged: string[] = []
  for (;;) {
    const answered = answers(simulation, leaving)
    const next = answered.find(({ eviction }) => eviction.code === 201)
    if (next === undefined) return { question, ...summary(simulation, node, answered, evicted, unmanaged, before) }
    if (next.group.owner === undefined) unmanaged.push(titleOf(next.eviction))
    simulation.evict(next.group)
    evicted++
  }
}

interface AnsweredPod {
  readonly group: PodGroup
  readonly eviction: Eviction
}

/** Those of the pods that are still there, and what the server says to each. */
function answers(
  { pods: { groups }, settledCluster, answered, workloads }: Simulation,
  leaving: readonly PodGroup[]
): readonly AnsweredPod[] {
  const present = groups.filter(({ state }) => state !== 'gone')
  const settled = new Map(present.map(group => [group, settledPod(group, workloads)]))
  const { states } = budgetsOf(autoscalingView(settledCluster, answered), new SettledPods([...settled.values()]))
  const still = leaving.filter(group => settled.has(group))
  const found = evictions(
    still.map(group => settled.get(group)!),
    states
  )
  return still.map((group, index) => ({ group, eviction: found[index]! }))
}

function summary(
  simulation: Simulation,
  { name }: NodeInfo,
  blocked: readonly AnsweredPod[],
  evicted: number,
  unmanaged: readonly string[],
  before: number
): Omit<Answer, 'question'> {
  const homeless = pendingPods(simulation) - before
  const lost = unmanaged.length === 0 ? '' : ` Nothing makes ${listOf(unmanaged)} anew: kubectl drain asks for --force.`
  const pending = homelessWords(homeless, evicted)
  const first = blocked[0]?.eviction
  if (first === undefined) {
    const sentence =
      evicted === 0 ? `Nothing on ${name} has to leave.` : `Draining ${name} evicts ${podsOf(evicted)} and ends.${pending}${lost}`
    return { answer: homeless > 0 ? 'leaves pods pending' : 'ends', sentence }
  }
  const why = first.causes?.[0]?.message ?? first.message ?? ''
  const whose = blocked.length === 1 ? titleOf(first) : `${podsOf(blocked.length)}, ${titleOf(first)} among them,`
  const earlier = evicted === 0 ? '' : ` It evicts ${podsOf(evicted)} before.`
  const sentence = `Draining ${name} never ends: ${whose} may not be evicted (${why.replace(/\.$/, '')}).${earlier}${pending}${lost}`
  return { answer: 'never ends', sentence }
}

function homelessWords(homeless: number, evicted: number): string {
  if (homeless <= 0) return ''
  if (homeless < evicted) return ` ${homeless} of them ${homeless === 1 ? 'finds' : 'find'} no other node.`
  return evicted === 1 ? ' It finds no other node.' : ' None of them finds another node.'
}

function pendingPods({ pods: { groups } }: Simulation): number {
  return groups.reduce((sum, { state, node, count }) => (state === 'gone' || node !== undefined ? sum : sum + count), 0)
}

function titleOf({ namespace, pod }: Eviction): string {
  return `${namespace}/${pod}`
}

function podsOf(count: number): string {
  return `${count} ${count === 1 ? 'pod' : 'pods'}`
}

function listOf(names: readonly string[]): string {
  const left = names.length - namedPods
  return `${names.slice(0, namedPods).join(', ')}${left > 0 ? ` and ${left} more` : ''}`
}
