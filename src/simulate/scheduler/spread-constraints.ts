import type { FieldPath } from '../../k8s/field-path.ts'
import { isEmptyLabelSelector, labelOf, matchesLabelSelector } from '../../k8s/label-selector.ts'
import { findUntoleratedTaint } from '../../k8s/taint.ts'
import type { LabelSelector, TopologySpreadConstraint } from '../../k8s/types.ts'
import { withMatchLabelKeys } from './affinity-term.ts'
import type { NodeInfo } from './node-info.ts'
import { matchesRequiredNodeAffinity } from './plugins/node-affinity.ts'
import type { PodInfo } from './pod-info.ts'
import type { Snapshot } from './snapshot.ts'

/** The topology whose domains are single nodes. */
export const hostnameLabel = 'kubernetes.io/hostname'

/** A topology spread constraint with its defaults. Mirrors pkg/scheduler/framework/plugins/podtopologyspread/common.go, v1.36. */
export interface SpreadConstraint {
  readonly topologyKey: string
  readonly maxSkew: number
  readonly minDomains: number
  readonly selector: LabelSelector | undefined
  readonly honorsAffinity: boolean
  readonly honorsTaints: boolean
  /** Where in the pod's spec it is written; absent for the scheduler's own defaults. */
  readonly path?: FieldPath
}

/** The soft constraints of a pod, and whose they are. */
export interface SpreadConstraints {
  readonly constraints: readonly SpreadConstraint[]
  /** The scheduler's own: nodes without some of the labels still count. */
  readonly systemDefaulted: boolean
}

/** The pod's own constraints of one kind. */
export function spreadConstraintsOf(pod: PodInfo, action: 'DoNotSchedule' | 'ScheduleAnyway'): readonly SpreadConstraint[] {
  return (pod.spec.topologySpreadConstraints ?? []).flatMap((constraint, index) =>
    constraint.whenUnsatisfiable === action ? [resolve(constraint, pod, ['topologySpreadConstraints', index])] : []
  )
}

/** What spreads the pod softly: its own constraints, or else the scheduler's over what its Services and its controller select. Mirrors buildDefaultConstraints, v1.36. */
export function softSpreadConstraints(pod: PodInfo, snapshot: Snapshot): SpreadConstraints {
  if ((pod.spec.topologySpreadConstraints ?? []).length > 0)
    return { constraints: spreadConstraintsOf(pod, 'ScheduleAnyway'), systemDefaulted: false }
  const matchLabels = { ...pod.controllerSelector?.matchLabels, ...snapshot.services.merged(pod.namespace, pod.labels) }
  const selector: LabelSelector = { matchLabels, matchExpressions: pod.controllerSelector?.matchExpressions ?? [] }
  if (isEmptyLabelSelector(selector)) return { constraints: [], systemDefaulted: true }
  const common = { minDomains: 1, selector, honorsAffinity: true, honorsTaints: false }
  return {
    constraints: [
      { topologyKey: hostnameLabel, maxSkew: 3, ...common },
      { topologyKey: 'topology.kubernetes.io/zone', maxSkew: 5, ...common },
    ],
    systemDefaulted: true,
  }
}

/** Whether the node's pods and the node itself count for a constraint. */
export function isCountedNode(pod: PodInfo, constraint: SpreadConstraint, node: NodeInfo): boolean {
  if (constraint.honorsAffinity && !matchesRequiredNodeAffinity(pod.spec, node)) return false
  return !constraint.honorsTaints || findUntoleratedTaint(node.taints, pod.spec.tolerations ?? []) === -1
}

/** Whether the node has every label that the constraints spread over. */
export function hasTopologyKeys(constraints: readonly SpreadConstraint[], node: NodeInfo): boolean {
  return constraints.every(({ topologyKey }) => labelOf(node.labels, topologyKey) !== undefined)
}

/** How many pods of the pod's namespace each node has that a constraint selects; an empty selector counts none. */
export function countSelected(pod: PodInfo, { selector }: SpreadConstraint, snapshot: Snapshot): ReadonlyMap<NodeInfo, number> {
  const counts = new Map<NodeInfo, number>()
  if (selector === undefined || isEmptyLabelSelector(selector)) return counts
  for (const { labels, nodes } of snapshot.placedIn(pod.namespace, selector)) {
    if (!matchesLabelSelector(selector, labels)) continue
    for (const [node, count] of nodes) counts.set(node, (counts.get(node) ?? 0) + count)
  }
  return counts
}

function resolve(constraint: TopologySpreadConstraint, pod: PodInfo, path: FieldPath): SpreadConstraint {
  return {
    topologyKey: constraint.topologyKey ?? '',
    maxSkew: constraint.maxSkew ?? 1,
    minDomains: constraint.minDomains ?? 1,
    selector: withMatchLabelKeys(constraint.labelSelector, pod.labels, constraint.matchLabelKeys),
    honorsAffinity: (constraint.nodeAffinityPolicy ?? 'Honor') === 'Honor',
    honorsTaints: constraint.nodeTaintsPolicy === 'Honor',
    path,
  }
}
