import { type Cluster, objectAs } from '../../cluster/cluster.ts'
import { isEmptyLabelSelector, matchesLabelSelector } from '../../k8s/label-selector.ts'
import type { KubernetesObject, LabelSelector } from '../../k8s/types.ts'
import type { DisruptionBudget, PodInfo } from '../scheduler/index.ts'
import type { PodGroup } from './pod-group.ts'
import type { Workloads } from './workloads.ts'

interface PodDisruptionBudget extends KubernetesObject {
  readonly spec?: {
    readonly selector?: LabelSelector
    readonly minAvailable?: number | string
    readonly maxUnavailable?: number | string
  }
}

/** How many evictions each PodDisruptionBudget allows while the pods are as they are. Mirrors pkg/controller/disruption trySync, v1.36. */
export function disruptionBudgets(
  cluster: Cluster,
  groups: readonly PodGroup[],
  workloads: Pick<Workloads, 'scaleOf'>
): readonly DisruptionBudget[] {
  return cluster.ofKind('policy', 'PodDisruptionBudget').map(resource => {
    const { selector, minAvailable, maxUnavailable } = objectAs<PodDisruptionBudget>(resource).spec ?? {}
    const isSelected = (info: PodInfo): boolean => info.namespace === resource.namespace && matchesLabelSelector(selector, info.labels)
    const selected = groups.filter(({ state, source }) => state !== 'gone' && isSelected(source.info))
    const healthy = sum(selected.filter(({ isReady }) => isReady))
    const expected = typeof minAvailable === 'number' ? sum(selected) : sumOfScales(selected, workloads)
    const desired = desiredHealthy(expected, minAvailable, maxUnavailable)
    return {
      // preemption, unlike eviction, takes an empty selector for one that selects nothing
      selects: info => !isEmptyLabelSelector(selector) && Object.keys(info.labels).length > 0 && isSelected(info),
      disruptionsAllowed: expected === 0 || desired === undefined ? 0 : Math.max(0, healthy - desired),
    }
  })
}

function desiredHealthy(
  expected: number,
  minAvailable: number | string | undefined,
  maxUnavailable: number | string | undefined
): number | undefined {
  if (maxUnavailable !== undefined) return Math.max(0, expected - scaled(maxUnavailable, expected))
  return minAvailable === undefined ? undefined : scaled(minAvailable, expected)
}

function scaled(value: number | string, total: number): number {
  return typeof value === 'number' ? value : Math.ceil((Number.parseInt(value, 10) * total) / 100)
}

function sum(groups: readonly PodGroup[]): number {
  return groups.reduce((total, { count }) => total + count, 0)
}

/** What the pods' controllers want in all; pods without a controller do not count. */
function sumOfScales(groups: readonly PodGroup[], workloads: Pick<Workloads, 'scaleOf'>): number {
  const scales = new Map<object, number>()
  for (const { controlledBy } of groups) if (controlledBy !== undefined) scales.set(...workloads.scaleOf(controlledBy))
  return [...scales.values()].reduce((total, scale) => total + scale, 0)
}
