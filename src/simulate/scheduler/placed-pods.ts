import type { Labels } from '../../k8s/label-selector.ts'
import type { LabelSelector } from '../../k8s/types.ts'
import type { NodeInfo } from './node-info.ts'
import type { PodInfo } from './pod-info.ts'

/** Pods that look the same to a label selector, counted by node. */
export interface PlacedLabels {
  readonly namespace: string
  readonly labels: Labels
  readonly nodes: Map<NodeInfo, number>
}

/** The pods on nodes, those together that look the same to a label selector. */
export class PlacedPods {
  readonly #byNamespace = new Map<string, Map<string, PlacedLabels>>()
  /** By namespace and one of the labels. */
  readonly #byLabel = new Map<string, Set<PlacedLabels>>()

  /** One pod more or less on a node. */
  count({ namespace, labels, labelsKey }: PodInfo, node: NodeInfo, sign: 1 | -1): void {
    const groups = this.#byNamespace.get(namespace) ?? new Map<string, PlacedLabels>()
    this.#byNamespace.set(namespace, groups)
    const known = groups.get(labelsKey)
    const group = known ?? { namespace, labels, nodes: new Map<NodeInfo, number>() }
    const isThere = countOn(group.nodes, node, sign)
    if (isThere && known === undefined) {
      groups.set(labelsKey, group)
      for (const key of labelKeys(namespace, labels)) entryOf(this.#byLabel, key).add(group)
    } else if (!isThere && known !== undefined) {
      groups.delete(labelsKey)
      for (const key of labelKeys(namespace, labels)) this.#byLabel.get(key)?.delete(group)
    }
  }

  /** All that are in a namespace, or no more than those that have the rarest label of the selector. */
  in(namespace: string, selector: LabelSelector = {}): Iterable<PlacedLabels> {
    let fewest: ReadonlySet<PlacedLabels> | undefined
    for (const key of labelsAskedFor(namespace, selector)) {
      const candidates = this.#byLabel.get(key)
      if (candidates === undefined) return []
      if (fewest === undefined || candidates.size < fewest.size) fewest = candidates
    }
    return fewest ?? this.#byNamespace.get(namespace)?.values() ?? []
  }

  *all(): Iterable<PlacedLabels> {
    for (const groups of this.#byNamespace.values()) yield* groups.values()
  }
}

/** Counts one more or less on a node; whether any is left. */
export function countOn(nodes: Map<NodeInfo, number>, node: NodeInfo, sign: 1 | -1): boolean {
  const count = (nodes.get(node) ?? 0) + sign
  if (count > 0) nodes.set(node, count)
  else nodes.delete(node)
  return nodes.size > 0
}

/** The labels that all have which the selector selects. */
function labelsAskedFor(namespace: string, { matchLabels = {}, matchExpressions = [] }: LabelSelector): readonly string[] {
  const keys = [...labelKeys(namespace, matchLabels)]
  for (const { key = '', operator, values = [] } of matchExpressions)
    if (operator === 'In' && values.length === 1) keys.push(keyOf(namespace, key, values[0]!))
  return keys
}

function labelKeys(namespace: string, labels: Labels): readonly string[] {
  return Object.entries(labels).map(([key, value]) => keyOf(namespace, key, value))
}

function keyOf(namespace: string, key: string, value: string): string {
  return `${namespace}\u0000${key}\u0000${value}`
}

function entryOf(map: Map<string, Set<PlacedLabels>>, key: string): Set<PlacedLabels> {
  const known = map.get(key)
  if (known !== undefined) return known
  const created = new Set<PlacedLabels>()
  map.set(key, created)
  return created
}
