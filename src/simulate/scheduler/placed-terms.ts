import type { LabelSelector } from '../../k8s/types.ts'
import type { AffinityTerm } from './affinity-term.ts'
import type { NodeInfo } from './node-info.ts'
import { countOn } from './placed-pods.ts'
import type { PodInfo } from './pod-info.ts'

/** Equal affinity terms of placed pods, counted by node. */
export interface PlacedTerm {
  readonly term: AffinityTerm
  readonly nodes: Map<NodeInfo, number>
}

/** The affinity terms of the pods on nodes, found by one of the labels that they ask for. */
export class PlacedTerms {
  readonly #terms = new Map<string, PlacedTerm>()
  /** By namespace and one label of the selector; those that no label finds under the empty key. */
  readonly #byLabel = new Map<string, Set<PlacedTerm>>()

  /** A pod with that term more or less on a node. */
  count(term: AffinityTerm, node: NodeInfo, sign: 1 | -1): void {
    const known = this.#terms.get(term.key)
    const entry = known ?? { term, nodes: new Map<NodeInfo, number>() }
    const isThere = countOn(entry.nodes, node, sign)
    if (isThere && known === undefined) {
      this.#terms.set(term.key, entry)
      for (const key of keysOf(term)) {
        const entries = this.#byLabel.get(key)
        if (entries === undefined) this.#byLabel.set(key, new Set([entry]))
        else entries.add(entry)
      }
    } else if (!isThere && known !== undefined) {
      this.#terms.delete(term.key)
      for (const key of keysOf(term)) this.#byLabel.get(key)?.delete(known)
    }
  }

  /** At least those that are about such a pod. */
  *concerning({ namespace, labels }: Pick<PodInfo, 'namespace' | 'labels'>): Iterable<PlacedTerm> {
    if (this.#terms.size === 0) return
    yield* this.#byLabel.get('') ?? []
    for (const label of Object.entries(labels)) yield* this.#byLabel.get(keyOf(namespace, label)) ?? []
  }
}

function keysOf({ selector, namespaces, namespaceSelector }: AffinityTerm): readonly string[] {
  const labels = namespaceSelector === undefined ? labelsAskedFor(selector) : []
  return labels.length === 0 ? [''] : [...namespaces].flatMap(namespace => labels.map(label => keyOf(namespace, label)))
}

/** Labels of which whatever a selector selects has one; none where it asks for no value. */
function labelsAskedFor({ matchLabels = {}, matchExpressions = [] }: LabelSelector = {}): readonly (readonly [string, string])[] {
  const [first] = Object.entries(matchLabels)
  if (first !== undefined) return [first]
  const { key = '', values = [] } = matchExpressions.find(({ operator }) => operator === 'In') ?? {}
  return values.map(value => [key, value] as const)
}

function keyOf(namespace: string, [key, value]: readonly [string, string]): string {
  return `${namespace}\u0000${key}\u0000${value}`
}
