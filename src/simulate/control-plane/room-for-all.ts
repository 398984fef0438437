import type { Cluster } from '../../cluster/cluster.ts'
import type { Environment } from '../../cluster/environment.ts'
import { amountOf, examineNodes, type NodeInfo, namesOf, runPreFilters } from '../scheduler/index.ts'
import { heldBack } from './held-back.ts'
import type { PodGroup } from './pod-group.ts'
import { maxPlacedPods } from './scheduling-loop.ts'
import type { Simulation } from './simulation.ts'

/** Plugins that look at nothing but the pod and the node itself. */
export const byNodeAlone: ReadonlySet<string> = new Set(['NodeUnschedulable', 'NodeName', 'TaintToleration', 'NodeAffinity'])

/** What is certain of pods before any of them is placed. */
export interface RoomForAll {
  /** The pods that no node takes, whatever else runs: all others get a node in whatever order they come. */
  readonly hopeless: ReadonlySet<PodGroup>
  /** How many nodes may be too full for a pod at most. */
  readonly mayBeFull: number
}

/** Whether nothing but what `roomForAll` looks at bears on how many pods there are and where they go. */
export function isSteady(cluster: Cluster, { schedulerConfiguration }: Environment): boolean {
  const mayChange = cluster.has('', 'ResourceQuota') || cluster.has('autoscaling', 'HorizontalPodAutoscaler')
  return !mayChange && schedulerConfiguration === undefined
}

/**
 * Whether it can be told without placing the pods which of them get a node: each fits on more nodes than all of them together can fill, and
 * nothing but room ties them to one another. Undefined where that is not so. Each pod may be there so many `times` at once.
 */
export function roomForAll(
  { pods: { groups }, snapshot, workloads }: Simulation,
  world: 'open' | 'closed',
  times = 1
): RoomForAll | undefined {
  const { nodes } = snapshot
  const most = new Map<string, number>()
  const all = new Map<string, number>([['pods', 0]])
  const beyond = missingPods(groups, workloads)
  for (const group of groups) {
    const { requests } = group.source.info
    const count = times * (group.count + (beyond.get(group) ?? 0))
    all.set('pods', all.get('pods')! + count)
    for (const name of namesOf(requests)) {
      const amount = amountOf(requests, name)
      all.set(name, (all.get(name) ?? 0) + amount * count)
      most.set(name, Math.max(amount, most.get(name) ?? 0))
    }
  }
  // a Deployment that has adopted a ReplicaSet goes from one to the other step by step
  if (workloads.controllers.some(({ controlledBy }) => controlledBy !== undefined)) return undefined
  if (nodes.length === 0 || all.get('pods')! > maxPlacedPods) return undefined
  let mayBeFull = mostFull(nodes, all.get('pods')!, ({ allowedPods }) => allowedPods)
  for (const [name, largest] of most) mayBeFull += mostFull(nodes, all.get(name)!, node => amountOf(node.allocatable, name) - largest)
  const hopeless = new Set<PodGroup>()
  for (const group of groups) {
    const { info } = group.source
    const profile = snapshot.profileOf(info)
    if (profile === undefined || info.hostPorts.length > 0 || group.state !== 'new') return undefined
    if (heldBack(info, snapshot.profiles, true, world) !== undefined) return undefined
    const prepared = runPreFilters(group.queued, snapshot, profile)
    if ('rejection' in prepared || prepared.nodeNames !== undefined || prepared.local < prepared.filters.length) return undefined
    const examined = examineNodes(group.queued, prepared, snapshot, profile)
    if ('status' in examined) return undefined
    if (examined.feasible.length > mayBeFull) continue
    if (examined.feasible.length > 0) return undefined
    for (const { filter } of examined.refusals().values()) if (!byNodeAlone.has(filter.plugin.name)) return undefined
    hopeless.add(group)
  }
  return { hopeless, mayBeFull }
}

/** The pods that are created only when others run, counted with the first of their workload. */
function missingPods(groups: readonly PodGroup[], workloads: Simulation['workloads']): ReadonlyMap<PodGroup, number> {
  const first = new Map<object, PodGroup>()
  const missing = new Map<PodGroup, number>()
  for (const group of groups) {
    const { controlledBy } = group
    if (controlledBy === undefined) continue
    const known = first.get(controlledBy) ?? group
    if (known === group) {
      first.set(controlledBy, group)
      missing.set(group, workloads.scaleOf(controlledBy)[1])
    }
    missing.set(known, missing.get(known)! - group.count)
  }
  for (const [group, count] of missing) missing.set(group, Math.max(0, count))
  return missing
}

/** How many nodes can be brought by so much to where less than `roomOf` them is left. */
function mostFull(nodes: readonly NodeInfo[], amount: number, roomOf: (node: NodeInfo) => number): number {
  let left = amount
  let count = 0
  for (const room of Float64Array.from(nodes, roomOf).sort()) {
    left -= Math.max(0, room)
    if (left < 0) break
    count++
  }
  return count
}
