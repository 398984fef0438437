import { resourceTitle } from '../../cluster/resource.ts'
import type { WorkloadController } from '../rollout/index.ts'
import { lastRefusal } from './last-refusal.ts'
import type { PodGroup } from './pod-group.ts'
import { maxPlacedPods } from './scheduling-loop.ts'
import type { Answer } from './settled-facts.ts'
import type { Simulation } from './simulation.ts'
import type { WorkloadName } from './workload-name.ts'

/** How many replicas of a workload have room beside everything else, and what stops the next: scales it up in a run that has settled, which is changed by it. */
export function howMany(simulation: Simulation, { kind, namespace, name }: WorkloadName): Answer {
  const question = `how many ${kind}/${namespace}/${name}`
  const unknown = (sentence: string): Answer => ({ question, answer: 'unknown', sentence })
  const controller = simulation.workloads.controllers.find(
    ({ resource }) => resource.type.kind === kind && resource.namespace === namespace && resource.name === name
  )
  if (controller === undefined) return unknown(`There is no ${kind} ${namespace}/${name} in the input that makes pods.`)
  const title = resourceTitle(controller.resource)
  if (controller.scale === undefined) return unknown(`${title} has no number of replicas.`)
  const { nodes } = simulation.snapshot
  if (nodes.length === 0) return unknown(`Where the replicas of ${title} would go is open: the input has no Node.`)
  const room = nodes.reduce((sum, { allowedPods }) => sum + allowedPods, 0)
  const others = placedBeside(simulation, controller)
  simulation.scale(controller.resource, Math.min(room + 1, maxPlacedPods))
  const pods = podsOf(simulation, controller)
  const count = sum(pods.filter(({ node, reservedNode }) => (node ?? reservedNode) !== undefined))
  const displaced = others - placedBeside(simulation, controller)
  const answer = String(count)
  const fitting = `${count === 1 ? '1 replica' : `${count} replicas`} of ${title} ${count === 1 ? 'has' : 'have'} room`
  const cost = displaced <= 0 ? '' : `, at the cost of ${displaced} ${displaced === 1 ? 'pod' : 'pods'} of lower priority`
  const why = stopOf(simulation, controller, pods)
  return { question, answer, sentence: `${fitting}${cost}${why === undefined ? '.' : `; ${why}`}` }
}

/** What keeps the next pod from being created, or from a node, in the words of whoever says so. */
function stopOf(simulation: Simulation, controller: WorkloadController, pods: readonly PodGroup[]): string | undefined {
  const waiting = pods.find(({ state }) => state === 'pending')
  if (waiting?.condition?.message !== undefined) return `the next would stay pending: ${waiting.condition.message}`
  if (controller.isRefused) return `the next would be refused: ${lastRefusal(simulation, controller)}`
  return undefined
}

function placedBeside(simulation: Simulation, controller: WorkloadController): number {
  const own = new Set(podsOf(simulation, controller))
  return sum(simulation.pods.groups.filter(group => group.state !== 'gone' && group.node !== undefined && !own.has(group)))
}

function podsOf({ workloads }: Simulation, { owners }: WorkloadController): readonly PodGroup[] {
  return owners.flatMap(owner => workloads.podsOf(owner))
}

function sum(groups: readonly PodGroup[]): number {
  return groups.reduce((total, { count }) => total + count, 0)
}
