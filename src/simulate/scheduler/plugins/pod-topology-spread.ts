import { FieldRef } from '../../../cluster/field-ref.ts'
import { labelOf, matchesLabelSelector } from '../../../k8s/label-selector.ts'
import { type FilterPass, type FilterPlugin, maxNodeScore, type ScorePlugin } from '../framework.ts'
import type { NodeInfo } from '../node-info.ts'
import type { PodInfo } from '../pod-info.ts'
import type { Snapshot } from '../snapshot.ts'
import {
  countSelected,
  hasTopologyKeys,
  hostnameLabel,
  isCountedNode,
  type SpreadConstraint,
  softSpreadConstraints,
  spreadConstraintsOf,
} from '../spread-constraints.ts'
import { unresolvable, unschedulable } from '../status.ts'

const skewed = unschedulable("node(s) didn't match pod topology spread constraints")
const unlabelled = unresolvable("node(s) didn't match pod topology spread constraints (missing required label)")

/** Refuses nodes that would skew the spread of the pods, and prefers those that level it. Mirrors pkg/scheduler/framework/plugins/podtopologyspread, v1.36. */
export const podTopologySpread: FilterPlugin & ScorePlugin = {
  name: 'PodTopologySpread',
  preFilter(pod, snapshot) {
    const constraints = spreadConstraintsOf(pod, 'DoNotSchedule')
    return constraints.length === 0 ? 'skip' : filterPass(pod, constraints, snapshot)
  },
  preScore(pod, feasible, snapshot) {
    const { constraints, systemDefaulted } = softSpreadConstraints(pod, snapshot)
    if (constraints.length === 0) return 'skip'
    const ignored = new Set(systemDefaulted ? [] : feasible.filter(node => !hasTopologyKeys(constraints, node)))
    const terms = constraints.map(constraint => scoreTerm(pod, constraint, feasible, ignored, systemDefaulted ? [] : constraints, snapshot))
    return {
      score(node) {
        if (ignored.has(node)) return 0
        let sum = 0
        for (const term of terms) sum += term(node)
        return Math.round(sum)
      },
      normalize: (scores, nodes) => level(scores, nodes, ignored),
    }
  },
}

function filterPass(pod: PodInfo, constraints: readonly SpreadConstraint[], snapshot: Snapshot): FilterPass {
  const counted = constraints.map(constraint => countDomains(pod, constraint, constraints, snapshot))
  const selfMatches = constraints.map(({ selector }) => (matchesLabelSelector(selector, pod.labels) ? 1 : 0))
  const failing = (node: NodeInfo): number =>
    constraints.findIndex(({ topologyKey, maxSkew, minDomains }, index) => {
      const domain = labelOf(node.labels, topologyKey)
      if (domain === undefined) return true
      const { counts, least } = counted[index]!
      return (counts.get(domain) ?? 0) + selfMatches[index]! - (counts.size < minDomains ? 0 : least) > maxSkew
    })
  return {
    acrossNodes: true,
    filter(node) {
      const index = failing(node)
      if (index === -1) return undefined
      return labelOf(node.labels, constraints[index]!.topologyKey) === undefined ? unlabelled : skewed
    },
    explain(node, status) {
      const { topologyKey, path = [] } = constraints[failing(node)]!
      const label = ['metadata', 'labels', ...(status === unlabelled ? [] : [topologyKey])]
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

/** The pods of each domain, and the fewest in any. */
function countDomains(pod: PodInfo, constraint: SpreadConstraint, all: readonly SpreadConstraint[], snapshot: Snapshot) {
  const perNode = countSelected(pod, constraint, snapshot)
  const counts = new Map<string, number>()
  for (const node of snapshot.nodes) {
    if (!hasTopologyKeys(all, node) || !isCountedNode(pod, constraint, node)) continue
    const domain = labelOf(node.labels, constraint.topologyKey)!
    counts.set(domain, (counts.get(domain) ?? 0) + (perNode.get(node) ?? 0))
  }
  let least = Number.MAX_SAFE_INTEGER
  for (const count of counts.values()) if (count < least) least = count
  return { counts, least }
}

function scoreTerm(
  pod: PodInfo,
  constraint: SpreadConstraint,
  feasible: readonly NodeInfo[],
  ignored: ReadonlySet<NodeInfo>,
  required: readonly SpreadConstraint[],
  snapshot: Snapshot
): (node: NodeInfo) => number {
  const { topologyKey, maxSkew } = constraint
  const perNode = countSelected(pod, constraint, snapshot)
  const byHost = topologyKey === hostnameLabel
  const domains = new Map<string, number>()
  if (!byHost) {
    for (const node of feasible) if (!ignored.has(node)) domains.set(labelOf(node.labels, topologyKey) ?? '', 0)
    for (const node of perNode.keys()) {
      const domain = labelOf(node.labels, topologyKey) ?? ''
      if (!domains.has(domain) || !hasTopologyKeys(required, node) || !isCountedNode(pod, constraint, node)) continue
      domains.set(domain, domains.get(domain)! + perNode.get(node)!)
    }
  }
  const weight = Math.log((byHost ? feasible.length - ignored.size : domains.size) + 2)
  return node => {
    const domain = labelOf(node.labels, topologyKey)
    if (domain === undefined) return 0
    return ((byHost ? perNode.get(node) : domains.get(domain)) ?? 0) * weight + (maxSkew - 1)
  }
}

function level(scores: number[], nodes: readonly NodeInfo[], ignored: ReadonlySet<NodeInfo>): void {
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  nodes.forEach((node, index) => {
    if (ignored.has(node)) return
    min = Math.min(min, scores[index]!)
    max = Math.max(max, scores[index]!)
  })
  nodes.forEach((node, index) => {
    if (ignored.has(node)) scores[index] = 0
    else scores[index] = max === 0 ? maxNodeScore : Math.trunc((maxNodeScore * (max + min - scores[index]!)) / max)
  })
}
