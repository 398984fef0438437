import type { FieldPath } from '../../k8s/field-path.ts'
import { isEmptyLabelSelector, matchesLabelSelector } from '../../k8s/label-selector.ts'
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

/** The constraints of a pod of one kind, and whose they are. */
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

/** What spreads the pod: its own constraints, or else the scheduler's (its `defaults`, if it is given any) over what its Services and its controller select. Mirrors buildDefaultConstraints, v1.36. */
export function spreadOf(
  pod: PodInfo,
  action: 'DoNotSchedule' | 'ScheduleAnyway',
  snapshot: Snapshot,
  defaults?: readonly TopologySpreadConstraint[]
): SpreadConstraints {
  if ((pod.spec.topologySpreadConstraints ?? []).length > 0)
    return { constraints: spreadConstraintsOf(pod, action), systemDefaulted: false }
  const wanted = (defaults ?? systemDefaults).filter(({ whenUnsatisfiable }) => whenUnsatisfiable === action)
  const systemDefaulted = defaults === undefined
  if (wanted.length === 0) return { constraints: [], systemDefaulted }
  const matchLabels = { ...pod.controllerSelector?.matchLabels, ...snapshot.services.merged(pod.namespace, pod.labels) }
  const selector: LabelSelector = { matchLabels, matchExpressions: pod.controllerSelector?.matchExpressions ?? [] }
  if (isEmptyLabelSelector(selector)) return { constraints: [], systemDefaulted }
  return { constraints: wanted.map(constraint => ({ ...resolve(constraint, pod), selector })), systemDefaulted }
}

const systemDefaults: readonly TopologySpreadConstraint[] = [
  { topologyKey: hostnameLabel, maxSkew: 3, whenUnsatisfiable: 'ScheduleAnyway' },
  { topologyKey: 'topology.kubernetes.io/zone', maxSkew: 5, whenUnsatisfiable: 'ScheduleAnyway' },
]

/** Which nodes, and the pods on them, count for a constraint: those with every label that the constraints of one kind spread over, and that it does not leave out. */
export function countedNodes(
  { spec }: PodInfo,
  { honorsAffinity, honorsTaints }: SpreadConstraint,
  all: readonly SpreadConstraint[],
  snapshot: Snapshot
): (node: NodeInfo) => boolean {
  const topologies = all.map(({ topologyKey }) => snapshot.topology(topologyKey).domains)
  const asksForNodes = honorsAffinity && (spec.nodeSelector ?? spec.affinity?.nodeAffinity) !== undefined
  const { tolerations = [] } = spec
  if (topologies.length === 0 && !asksForNodes && !honorsTaints) return () => true
  return node => {
    for (const domains of topologies) if (domains[node.index] === -1) return false
    if (asksForNodes && !matchesRequiredNodeAffinity(spec, node)) return false
    return !honorsTaints || node.taints.length === 0 || findUntoleratedTaint(node.taints, tolerations) === -1
  }
}

/** The nodes that lack one of the labels that the constraints spread over. */
export function withoutSomeKey(
  constraints: readonly SpreadConstraint[],
  nodes: readonly NodeInfo[],
  snapshot: Snapshot
): readonly NodeInfo[] {
  const topologies = constraints.map(({ topologyKey }) => snapshot.topology(topologyKey).domains)
  return nodes.filter(({ index }) => topologies.some(domains => domains[index] === -1))
}

/** How many pods of the pod's namespace each node has that a constraint selects; an empty selector counts none. */
export function countSelected(pod: PodInfo, { selector }: SpreadConstraint, snapshot: Snapshot): ReadonlyMap<NodeInfo, number> {
  if (selector === undefined || isEmptyLabelSelector(selector)) return new Map()
  const [first, ...others] = [...snapshot.placedIn(pod.namespace, selector)].filter(({ labels }) => matchesLabelSelector(selector, labels))
  if (first === undefined || others.length === 0) return first?.nodes ?? new Map()
  const counts = new Map(first.nodes)
  for (const { nodes } of others) for (const [node, count] of nodes) counts.set(node, (counts.get(node) ?? 0) + count)
  return counts
}

function resolve(constraint: TopologySpreadConstraint, pod: PodInfo, path?: FieldPath): SpreadConstraint {
  return {
    topologyKey: constraint.topologyKey ?? '',
    maxSkew: constraint.maxSkew ?? 1,
    minDomains: constraint.minDomains ?? 1,
    selector: withMatchLabelKeys(constraint.labelSelector, pod.labels, constraint.matchLabelKeys),
    honorsAffinity: (constraint.nodeAffinityPolicy ?? 'Honor') === 'Honor',
    honorsTaints: constraint.nodeTaintsPolicy === 'Honor',
    ...(path !== undefined && { path }),
  }
}
