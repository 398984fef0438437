import { FieldRef } from '../../../cluster/field-ref.ts'
import { labelOf, matchesLabels } from '../../../k8s/label-selector.ts'
import {
  matchesFieldRequirement,
  matchesNodeSelectorRequirement,
  matchesNodeSelectorTerm,
  matchesNodeSelectorTerms,
} from '../../../k8s/node-selector.ts'
import type { NodeAffinityArgs } from '../../../k8s/scheduler-configuration.ts'
import type { NodeSelectorTerm, PodSpec } from '../../../k8s/types.ts'
import type { NodeReason } from '../decision.ts'
import { defaultNormalizeScore, type FilterPlugin, type ScoreList, type ScorePlugin } from '../framework.ts'
import type { NodeInfo } from '../node-info.ts'
import type { PodInfo } from '../pod-info.ts'
import { unresolvable } from '../status.ts'

const noMatch = unresolvable("node(s) didn't match Pod's node affinity/selector")
const notEnforced = unresolvable("node(s) didn't match scheduler-enforced node affinity")
const termsConflict = 'pod affinity terms conflict'
const requiredTerms = ['affinity', 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution', 'nodeSelectorTerms'] as const

/** Refuses nodes without the labels that the pod asks for. Mirrors pkg/scheduler/framework/plugins/nodeaffinity, v1.36. */
export const nodeAffinity: FilterPlugin & ScorePlugin = nodeAffinityWith({})

/** The same, with what all pods are given besides. */
export function nodeAffinityWith({ addedAffinity }: NodeAffinityArgs): FilterPlugin & ScorePlugin {
  const enforced = addedAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms
  const added = addedAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []
  return {
    name: 'NodeAffinity',
    preFilter(pod) {
      const terms = requiredTermsOf(pod.spec)
      if (terms === undefined && pod.spec.nodeSelector === undefined && enforced === undefined) return 'skip'
      const nodeNames = nodeNamesOf(terms ?? [])
      if (nodeNames?.size === 0)
        return {
          rejection: termsConflict,
          reason: { text: termsConflict, subject: 'metadata.name', at: pod.template.specAt.child(...requiredTerms), by: [] },
        }
      return {
        ...(nodeNames !== undefined && { nodeNames }),
        local: JSON.stringify([pod.spec.nodeSelector, terms]),
        filter(node) {
          if (enforced !== undefined && !matchesNodeSelectorTerms(enforced, node)) return notEnforced
          return matchesRequiredNodeAffinity(pod.spec, node) ? undefined : noMatch
        },
        explain: (node, status) => [explain(pod, node, status.reasons[0]!)],
      }
    },
    preScore(pod) {
      const own = pod.spec.affinity?.nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []
      const preferred = [...added, ...own].filter(({ weight }) => weight)
      if (preferred.length === 0) return 'skip'
      return {
        local: JSON.stringify(preferred),
        score(node) {
          let sum = 0
          for (const { weight = 0, preference = {} } of preferred) if (matchesNodeSelectorTerm(preference, node)) sum += weight
          return sum
        },
        normalize: (scores: ScoreList) => defaultNormalizeScore(scores, false),
      }
    },
  }
}

/** Whether a node meets the pod's nodeSelector and required node affinity. Mirrors component-helpers RequiredNodeAffinity.Match, v1.36. */
export function matchesRequiredNodeAffinity(spec: PodSpec, node: NodeInfo): boolean {
  if (spec.nodeSelector !== undefined && !matchesLabels(spec.nodeSelector, node.labels)) return false
  const terms = requiredTermsOf(spec)
  return terms === undefined || matchesNodeSelectorTerms(terms, node)
}

function requiredTermsOf(spec: PodSpec): readonly NodeSelectorTerm[] | undefined {
  const required = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution
  return required === undefined ? undefined : (required.nodeSelectorTerms ?? [])
}

/** The nodes that the terms name, where each of them names some. */
function nodeNamesOf(terms: readonly NodeSelectorTerm[]): ReadonlySet<string> | undefined {
  if (terms.length === 0) return undefined
  const names = new Set<string>()
  for (const { matchFields = [] } of terms) {
    const lists = matchFields.filter(({ key, operator }) => key === 'metadata.name' && operator === 'In').map(({ values = [] }) => values)
    if (lists.length === 0) return undefined
    for (const name of lists[0]!) if (lists.every(list => list.includes(name))) names.add(name)
  }
  return names
}

function explain(pod: PodInfo, node: NodeInfo, text: string): NodeReason {
  const { specAt } = pod.template
  const labels = new FieldRef(node.resource, ['metadata', 'labels'])
  if (text === notEnforced.reasons[0]) return { text, subject: 'nodeAffinity', at: specAt, by: [labels] }
  const byLabel = (key: string): readonly FieldRef[] => [labelOf(node.labels, key) === undefined ? labels : labels.child(key)]
  for (const [key, value] of Object.entries(pod.spec.nodeSelector ?? {}))
    if (labelOf(node.labels, key) !== value) return { text, subject: key, at: specAt.child('nodeSelector', key), by: byLabel(key) }
  const terms = requiredTermsOf(pod.spec) ?? []
  const all = specAt.child(...requiredTerms)
  const [term] = terms
  if (terms.length !== 1 || term === undefined) return { text, subject: 'nodeAffinity', at: all, by: [labels] }
  const expression = (term.matchExpressions ?? []).findIndex(requirement => !matchesNodeSelectorRequirement(requirement, node.labels))
  if (expression !== -1) {
    const key = term.matchExpressions![expression]!.key ?? ''
    return { text, subject: key, at: all.child(0, 'matchExpressions', expression), by: byLabel(key) }
  }
  const field = (term.matchFields ?? []).findIndex(requirement => !matchesFieldRequirement(requirement, node))
  return { text, subject: 'metadata.name', at: field === -1 ? all : all.child(0, 'matchFields', field), by: [] }
}
