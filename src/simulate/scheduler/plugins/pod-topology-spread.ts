import { FieldRef } from '../../../cluster/field-ref.ts'
import { labelOf, matchesLabelSelector } from '../../../k8s/label-selector.ts'
import type { PodTopologySpreadArgs } from '../../../k8s/scheduler-configuration.ts'
import { type FilterPass, type FilterPlugin, maxNodeScore, type ScoreList, type ScorePass, type ScorePlugin } from '../framework.ts'
import type { NodeInfo } from '../node-info.ts'
import type { PodInfo } from '../pod-info.ts'
import type { Snapshot } from '../snapshot.ts'
import {
  countedNodes,
  countSelected,
  hostnameLabel,
  type SpreadConstraint,
  type SpreadConstraints,
  spreadOf,
  withoutSomeKey,
} from '../spread-constraints.ts'
import { unresolvable, unschedulable } from '../status.ts'
import type { Topology } from '../topology.ts'

const skewed = unschedulable("node(s) didn't match pod topology spread constraints")
const missingLabel = unresolvable("node(s) didn't match pod topology spread constraints (missing required label)")

/** Refuses nodes that would skew the spread of the pods, and prefers those that level it. Mirrors pkg/scheduler/framework/plugins/podtopologyspread, v1.36. */
export const podTopologySpread: FilterPlugin & ScorePlugin = podTopologySpreadWith({})

/** The same, told what holds for pods without constraints of their own. */
export function podTopologySpreadWith({ defaultingType, defaultConstraints }: PodTopologySpreadArgs): FilterPlugin & ScorePlugin {
  const defaults = defaultingType === 'List' ? (defaultConstraints ?? []) : undefined
  return {
    name: 'PodTopologySpread',
    preFilter(pod, snapshot) {
      const { constraints } = spreadOf(pod, 'DoNotSchedule', snapshot, defaults)
      return constraints.length === 0 ? 'skip' : filterPass(pod, constraints, snapshot)
    },
    preScore: (pod, feasible, snapshot) => scorePass(pod, feasible, snapshot, spreadOf(pod, 'ScheduleAnyway', snapshot, defaults)),
  }
}

function scorePass(
  pod: PodInfo,
  feasible: readonly NodeInfo[],
  snapshot: Snapshot,
  { constraints, systemDefaulted }: SpreadConstraints
): ScorePass | 'skip' {
  if (constraints.length === 0) return 'skip'
  const ignored = new Set(systemDefaulted ? [] : withoutSomeKey(constraints, feasible, snapshot))
  const terms = constraints.map(constraint => scoreTerm(pod, constraint, feasible, ignored, systemDefaulted ? [] : constraints, snapshot))
  return {
    score(node) {
      if (ignored.size > 0 && ignored.has(node)) return 0
      let sum = 0
      for (const term of terms) sum += term[node.index]!
      return Math.round(sum)
    },
    normalize: (scores, nodes) => level(scores, nodes, ignored),
  }
}

function filterPass(pod: PodInfo, constraints: readonly SpreadConstraint[], snapshot: Snapshot): FilterPass {
  const counted = constraints.map(constraint => countDomains(pod, constraint, constraints, snapshot))
  const selfMatches = constraints.map(({ selector }) => (matchesLabelSelector(selector, pod.labels) ? 1 : 0))
  const failing = ({ index }: NodeInfo): number => {
    for (let i = 0; i < constraints.length; i++) {
      const { topology, counts, size, least } = counted[i]!
      const domain = topology.domains[index]!
      if (domain === -1) return i
      const { maxSkew, minDomains } = constraints[i]!
      if (Math.max(0, counts[domain]!) + selfMatches[i]! - (size < minDomains ? 0 : least) > maxSkew) return i
    }
    return -1
  }
  return {
    acrossNodes: true,
    filter(node) {
      const index = failing(node)
      if (index === -1) return undefined
      return labelOf(node.labels, constraints[index]!.topologyKey) === undefined ? missingLabel : skewed
    },
    explain(node, status) {
      const { topologyKey, path = [] } = constraints[failing(node)]!
      const label = ['metadata', 'labels', ...(status === missingLabel ? [] : [topologyKey])]
      return [
        {
          text: status.reasons[0]!,
          subject: topologyKey,
          at: pod.template.specAt.child(...path),
          by: [new FieldRef(node.resource, label)],
        },
      ]
    },
  }
}

interface DomainCounts {
  readonly topology: Topology
  /** By domain; -1 where none of its nodes counts. */
  readonly counts: Int32Array
  /** How many domains have nodes that count, and the fewest pods in any. */
  readonly size: number
  readonly least: number
}

/** The pods of each domain. */
function countDomains(pod: PodInfo, constraint: SpreadConstraint, all: readonly SpreadConstraint[], snapshot: Snapshot): DomainCounts {
  const perNode = countSelected(pod, constraint, snapshot)
  const topology = snapshot.topology(constraint.topologyKey)
  const isCounted = countedNodes(pod, constraint, all, snapshot)
  const counts = new Int32Array(topology.size).fill(-1)
  const { nodes } = snapshot
  for (let i = 0; i < nodes.length; i++) if (isCounted(nodes[i]!)) counts[topology.domains[i]!] = 0
  for (const [node, count] of perNode) if (isCounted(node)) counts[topology.domains[node.index]!]! += count
  let least = Number.MAX_SAFE_INTEGER
  let size = 0
  for (const count of counts) {
    if (count === -1) continue
    size++
    if (count < least) least = count
  }
  return { topology, counts, size, least }
}

/** What one constraint adds to the score of each node, by their places. */
function scoreTerm(
  pod: PodInfo,
  constraint: SpreadConstraint,
  feasible: readonly NodeInfo[],
  ignored: ReadonlySet<NodeInfo>,
  required: readonly SpreadConstraint[],
  snapshot: Snapshot
): Float64Array {
  const { topologyKey, maxSkew } = constraint
  const perNode = countSelected(pod, constraint, snapshot)
  const { domains, size, unlabelled } = snapshot.topology(topologyKey)
  const scores = new Float64Array(domains.length)
  const skew = maxSkew - 1
  if (topologyKey === hostnameLabel) {
    const weight = Math.log(feasible.length - ignored.size + 2)
    for (let i = 0; i < scores.length; i++) if (domains[i] !== -1) scores[i] = skew
    for (const [{ index }, count] of perNode) if (domains[index] !== -1) scores[index] = count * weight + skew
    return scores
  }
  // nodes without the label are together with those whose value is empty
  const domainOf = ({ index }: NodeInfo): number => (domains[index] === -1 ? unlabelled : domains[index]!)
  const counts = new Int32Array(size + 1).fill(-1)
  for (const node of feasible) if (ignored.size === 0 || !ignored.has(node)) counts[domainOf(node)] = 0
  const isCounted = countedNodes(pod, constraint, required, snapshot)
  for (const [node, count] of perNode) if (counts[domainOf(node)] !== -1 && isCounted(node)) counts[domainOf(node)]! += count
  const weight = Math.log(counts.reduce((sum, count) => (count === -1 ? sum : sum + 1), 0) + 2)
  for (let i = 0; i < scores.length; i++) if (domains[i] !== -1) scores[i] = Math.max(0, counts[domains[i]!]!) * weight + skew
  return scores
}

function level(scores: ScoreList, nodes: readonly NodeInfo[], ignored: ReadonlySet<NodeInfo>): void {
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  for (let i = 0; i < nodes.length; i++) {
    if (ignored.size > 0 && ignored.has(nodes[i]!)) continue
    min = Math.min(min, scores[i]!)
    max = Math.max(max, scores[i]!)
  }
  for (let i = 0; i < nodes.length; i++) {
    if (ignored.size > 0 && ignored.has(nodes[i]!)) scores[i] = 0
    else scores[i] = max === 0 ? maxNodeScore : Math.trunc((maxNodeScore * (max + min - scores[i]!)) / max)
  }
}
