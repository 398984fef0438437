import { isScalarResource } from '../../k8s/resource-names.ts'
import type { NodeResourcesFitArgs, ResourceWeight, UtilizationPoint } from '../../k8s/scheduler-configuration.ts'
import { maxNodeScore, type ScorePass } from './framework.ts'
import type { NodeInfo } from './node-info.ts'
import type { PodInfo } from './pod-info.ts'
import { amountOf, type Resources } from './resources.ts'

const maxUtilization = 100
/** Scores of a shape go up to 10. */
const shapeScale = 10
const standardResources: readonly ResourceWeight[] = [
  { name: 'cpu', weight: 1 },
  { name: 'memory', weight: 1 },
]

/** Scores nodes by how much of some resources is used with the pod. Mirrors pkg/scheduler/framework/plugins/noderesources resource_allocation.go and its strategies, v1.36. */
export function strategyPass({
  type,
  resources,
  requestedToCapacityRatio,
}: NonNullable<NodeResourcesFitArgs['scoringStrategy']>): (pod: PodInfo) => ScorePass {
  const weighted = weightsOf(resources)
  const shape = (requestedToCapacityRatio?.shape ?? []).map(({ utilization = 0, score = 0 }) => ({ utilization, score }))
  const scoreOf = type === 'MostAllocated' ? shareTaken : shareLeft
  return pod => ({
    local: weighted.map(({ name }) => amountOf(pod.nonZeroRequests, name)).join(' '),
    score(node) {
      const usages = usageOf(node, node.nonZeroRequested, pod.nonZeroRequests, weighted)
      let sum = 0
      let weights = 0
      for (const { requested, allocatable, weight } of usages) {
        const score = type === 'RequestedToCapacityRatio' ? scoreByShape(shape, requested, allocatable) : scoreOf(requested, allocatable)
        if (type === 'RequestedToCapacityRatio' && score <= 0) continue
        sum += score * weight
        weights += weight
      }
      if (weights === 0) return 0
      return type === 'RequestedToCapacityRatio' ? Math.round(sum / weights) : Math.trunc(sum / weights)
    },
  })
}

/** Resources with their weights, cpu and memory where none are named. */
export function weightsOf(resources: readonly ResourceWeight[] | undefined): readonly Required<ResourceWeight>[] {
  const named = resources === undefined || resources === null || resources.length === 0 ? standardResources : resources
  return named.map(({ name, weight }) => ({ name, weight: weight || 1 }))
}

/** How much of each resource is taken, with the pod or without it; those that the node lacks, and special ones that the pod does not want, are left out. Mirrors calculateResourceAllocatableRequest, v1.36. */
export function usageOf(
  node: NodeInfo,
  taken: Resources,
  wanted: Resources,
  resources: readonly Required<ResourceWeight>[],
  withPod = true
): readonly { readonly requested: number; readonly allocatable: number; readonly weight: number }[] {
  return resources.flatMap(({ name, weight }) => {
    const allocatable = amountOf(node.allocatable, name)
    const own = amountOf(wanted, name)
    if (allocatable === 0 || (own === 0 && isScalarResource(name))) return []
    return [{ requested: amountOf(taken, name) + (withPod ? own : 0), allocatable, weight }]
  })
}

/** The share of a resource that is left, in percent. Mirrors leastRequestedScore, v1.36. */
export function shareLeft(requested: number, capacity: number): number {
  if (capacity === Number.POSITIVE_INFINITY) return maxNodeScore
  return requested > capacity ? 0 : percentage(capacity - requested, capacity)
}

function percentage(amount: number, capacity: number): number {
  if (capacity === Number.POSITIVE_INFINITY) return 0
  const scaled = amount * maxNodeScore
  if (Number.isSafeInteger(scaled)) return Math.trunc(scaled / capacity)
  return Number((BigInt(amount) * BigInt(maxNodeScore)) / BigInt(capacity))
}

/** Mirrors mostRequestedScore, v1.36. */
function shareTaken(requested: number, capacity: number): number {
  return percentage(Math.min(requested, capacity), capacity)
}

/** Mirrors buildRequestedToCapacityRatioScorerFunction, v1.36. */
function scoreByShape(shape: readonly UtilizationPoint[], requested: number, capacity: number): number {
  const utilization = requested > capacity ? maxUtilization : percentage(requested, capacity)
  for (const [index, point] of shape.entries()) {
    if (utilization > point.utilization) continue
    const before = shape[index - 1]
    if (before === undefined) return point.score * shapeScale
    const rise = (point.score - before.score) * shapeScale
    return before.score * shapeScale + Math.trunc((rise * (utilization - before.utilization)) / (point.utilization - before.utilization))
  }
  return (shape.at(-1)?.score ?? 0) * shapeScale
}
