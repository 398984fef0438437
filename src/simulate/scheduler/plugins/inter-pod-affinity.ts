import type { FieldRef } from '../../../cluster/field-ref.ts'
import { labelOf } from '../../../k8s/label-selector.ts'
import type { InterPodAffinityArgs } from '../../../k8s/scheduler-configuration.ts'
import { type AffinityTerm, termMatches } from '../affinity-term.ts'
import type { NodeReason } from '../decision.ts'
import { type FilterPass, type FilterPlugin, maxNodeScore, type ScoreList, type ScorePass, type ScorePlugin } from '../framework.ts'
import type { NodeInfo } from '../node-info.ts'
import type { PlacedTerm } from '../placed-terms.ts'
import type { PodInfo } from '../pod-info.ts'
import type { Snapshot } from '../snapshot.ts'
import { type Status, unresolvable, unschedulable } from '../status.ts'
import { TopologyCounts } from '../topology-counts.ts'

const affinityFails = unresolvable("node(s) didn't match pod affinity rules")
const antiAffinityFails = unschedulable("node(s) didn't match pod anti-affinity rules")
const existingAntiAffinityFails = unschedulable("node(s) didn't satisfy existing pods anti-affinity rules")
const defaultHardPodAffinityWeight = 1
const namedPods = 3

/** Refuses nodes that required pod affinity and anti-affinity rule out, of the pod and of those that are there. Mirrors pkg/scheduler/framework/plugins/interpodaffinity, v1.36. */
export const interPodAffinity: FilterPlugin & ScorePlugin = {
  name: 'InterPodAffinity',
  preFilter(pod, snapshot) {
    const { requiredAffinity, requiredAntiAffinity } = pod.terms
    const existing = new TopologyCounts(snapshot)
    for (const placed of snapshot.placedAntiAffinity.concerning(pod))
      if (isAbout(placed, pod, snapshot)) existing.addNodes(placed.term.topologyKey, placed.nodes, 1)
    if (existing.isEmpty && requiredAffinity.length === 0 && requiredAntiAffinity.length === 0) return 'skip'
    const affinity = new TopologyCounts(snapshot)
    const antiAffinity = new TopologyCounts(snapshot)
    const [first, ...others] = requiredAffinity
    if (first !== undefined)
      for (const { namespace, labels, nodes } of snapshot.placedFor(first))
        if (others.every(term => termMatches(term, namespace, labels, snapshot.namespaceLabels)))
          for (const { topologyKey } of requiredAffinity) affinity.addNodes(topologyKey, nodes, 1)
    for (const term of requiredAntiAffinity)
      for (const { nodes } of snapshot.placedFor(term)) antiAffinity.addNodes(term.topologyKey, nodes, 1)
    const isFirst =
      affinity.isEmpty && requiredAffinity.every(term => termMatches(term, pod.namespace, pod.labels, snapshot.namespaceLabels))
    return filterPass(pod, snapshot, { affinity, antiAffinity, existing, isFirst })
  },
  preScore: (pod, _feasible, snapshot) => scorePass(pod, snapshot, defaultHardPodAffinityWeight),
}

/** The same, told how much the required affinity of pods that are there counts. */
export function interPodAffinityWith({
  hardPodAffinityWeight = defaultHardPodAffinityWeight,
  ignorePreferredTermsOfExistingPods = false,
}: InterPodAffinityArgs): FilterPlugin & ScorePlugin {
  return {
    ...interPodAffinity,
    preScore: (pod, _feasible, snapshot) =>
      ignorePreferredTermsOfExistingPods && pod.terms.preferred.length === 0 ? 'skip' : scorePass(pod, snapshot, hardPodAffinityWeight),
  }
}

function scorePass(pod: PodInfo, snapshot: Snapshot, hardPodAffinityWeight: number): ScorePass | 'skip' {
  const counts = new TopologyCounts(snapshot)
  for (const term of pod.terms.preferred)
    for (const { nodes } of snapshot.placedFor(term)) counts.addNodes(term.topologyKey, nodes, term.weight)
  if (hardPodAffinityWeight > 0)
    for (const placed of snapshot.placedAffinity.concerning(pod))
      if (isAbout(placed, pod, snapshot)) counts.addNodes(placed.term.topologyKey, placed.nodes, hardPodAffinityWeight)
  for (const placed of snapshot.placedPreferences.concerning(pod))
    if (isAbout(placed, pod, snapshot)) counts.addNodes(placed.term.topologyKey, placed.nodes, placed.term.weight)
  if (counts.isEmpty) return 'skip'
  return { score: node => counts.sumOn(node), normalize: spreadOut }
}

interface Counts {
  readonly affinity: TopologyCounts
  readonly antiAffinity: TopologyCounts
  /** Of the anti-affinity of pods that are there, towards this pod. */
  readonly existing: TopologyCounts
  /** The pod is the first of a group that wants to be together. */
  readonly isFirst: boolean
}

function filterPass(pod: PodInfo, snapshot: Snapshot, { affinity, antiAffinity, existing, isFirst }: Counts): FilterPass {
  const { requiredAffinity, requiredAntiAffinity } = pod.terms
  const failingAffinity = (node: NodeInfo): AffinityTerm | undefined => {
    if (requiredAffinity.length === 0) return undefined
    const unlabelled = requiredAffinity.find(({ topologyKey }) => snapshot.topology(topologyKey).domains[node.index] === -1)
    return unlabelled ?? (isFirst ? undefined : requiredAffinity.find(({ topologyKey }) => affinity.on(node, topologyKey) <= 0))
  }
  const failingAntiAffinity = (node: NodeInfo): AffinityTerm | undefined =>
    requiredAntiAffinity.find(({ topologyKey }) => antiAffinity.on(node, topologyKey) > 0)
  return {
    acrossNodes: true,
    filter(node) {
      if (failingAffinity(node) !== undefined) return affinityFails
      if (failingAntiAffinity(node) !== undefined) return antiAffinityFails
      return existing.anyOn(node) ? existingAntiAffinityFails : undefined
    },
    explain(node, status) {
      if (status === existingAntiAffinityFails) return [explainExisting(pod, node, status, snapshot)]
      const term = (status === affinityFails ? failingAffinity(node) : failingAntiAffinity(node))!
      const isMatch = (info: PodInfo): boolean => termMatches(term, info.namespace, info.labels, snapshot.namespaceLabels)
      const by =
        status === affinityFails
          ? []
          : podsAround(node, term.topologyKey, snapshot, isMatch).map(info => info.template.metadataAt.child('labels'))
      return [{ text: status.reasons[0]!, subject: term.topologyKey, at: pod.template.specAt.child(...term.path), by }]
    },
  }
}

function explainExisting(pod: PodInfo, node: NodeInfo, status: Status, snapshot: Snapshot): NodeReason {
  const by: FieldRef[] = []
  let subject = ''
  for (const { term, nodes } of snapshot.placedAntiAffinity.concerning(pod)) {
    const domain = labelOf(node.labels, term.topologyKey)
    const near = [...nodes.keys()].some(other => domain !== undefined && labelOf(other.labels, term.topologyKey) === domain)
    if (!near || !termMatches(term, pod.namespace, pod.labels, snapshot.namespaceLabels)) continue
    subject ||= term.topologyKey
    const hasTerm = (info: PodInfo): boolean => info.terms.requiredAntiAffinity.some(({ key }) => key === term.key)
    for (const info of podsAround(node, term.topologyKey, snapshot, hasTerm))
      if (by.length < namedPods)
        by.push(info.template.specAt.child(...info.terms.requiredAntiAffinity.find(({ key }) => key === term.key)!.path))
  }
  return { text: status.reasons[0]!, subject, at: pod.template.metadataAt.child('labels'), by }
}

/** The first few kinds of pods in the node's domain that are wanted. */
function podsAround(node: NodeInfo, topologyKey: string, snapshot: Snapshot, wanted: (info: PodInfo) => boolean): readonly PodInfo[] {
  const found = new Set<PodInfo>()
  const domain = labelOf(node.labels, topologyKey)
  for (const other of snapshot.nodes) {
    if (labelOf(other.labels, topologyKey) !== domain) continue
    for (const { info } of other.pods) {
      if (wanted(info)) found.add(info)
      if (found.size === namedPods) return [...found]
    }
  }
  return [...found]
}

function isAbout({ term }: PlacedTerm, pod: PodInfo, snapshot: Snapshot): boolean {
  return termMatches(term, pod.namespace, pod.labels, snapshot.namespaceLabels)
}

function spreadOut(scores: ScoreList): void {
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  for (const score of scores) {
    if (score < min) min = score
    if (score > max) max = score
  }
  for (let i = 0; i < scores.length; i++) scores[i] = max === min ? 0 : Math.trunc(maxNodeScore * ((scores[i]! - min) / (max - min)))
}
