import type { Cluster } from '../../cluster/cluster.ts'
import type { LabelSelector } from '../../k8s/types.ts'
import { type NamespaceLabels, namespaceLabels, namespaceNameLabel } from './namespaces.ts'
import { requirementsOf, selectorKey, selectsSome } from './peer-sets.ts'

/** Namespaces that a selector selects: surely, or perhaps, as nobody says what labels they have. */
export interface SelectedNamespaces {
  readonly sure: ReadonlySet<string>
  readonly maybe: ReadonlySet<string>
}

/** Namespaces by their labels in an open world; equal selectors are asked about once. */
export class NamespaceIndex {
  readonly #cluster: Cluster
  readonly #names: ReadonlySet<string>
  readonly #labels = new Map<string, NamespaceLabels>()
  readonly #known = new Map<string, SelectedNamespaces>()

  constructor(cluster: Cluster, names: Iterable<string>) {
    this.#cluster = cluster
    this.#names = new Set(names)
  }

  selected(selector: LabelSelector): SelectedNamespaces {
    const key = selectorKey(selector)
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const sure = new Set<string>()
    const maybe = new Set<string>()
    for (const name of this.#candidates(selector)) {
      const selects = this.#selects(selector, name)
      if (selects !== false) (selects === true ? sure : maybe).add(name)
    }
    const found = { sure, maybe }
    this.#known.set(key, found)
    return found
  }

  #selects(selector: LabelSelector, name: string): boolean | undefined {
    let labels = this.#labels.get(name)
    if (labels === undefined) {
      labels = namespaceLabels(this.#cluster, name, false)
      this.#labels.set(name, labels)
    }
    return selectsSome(selector, labels.labels, labels.complete)
  }

  /** A selector that names namespaces can mean no others. */
  #candidates(selector: LabelSelector): Iterable<string> {
    const named = requirementsOf(selector).find(({ key, operator }) => key === namespaceNameLabel && operator === 'In')
    return named === undefined ? this.#names : new Set((named.values ?? []).filter(name => this.#names.has(name)))
  }
}
