import { ByLabel } from '../../cluster/by-label.ts'
import type { Cluster } from '../../cluster/cluster.ts'
import { maySelect } from '../../cluster/may-select.ts'
import { isAddedLabel, labelKey } from '../../cluster/pod-labels.ts'
import type { PodTemplate } from '../../cluster/pod-template.ts'
import { labelOf } from '../../k8s/label-selector.ts'
import type { LabelSelector } from '../../k8s/types.ts'
import { NearWords } from './near-words.ts'
import { requirementsOf, selectorKey } from './peer-sets.ts'

type ByNamespace = ReadonlyMap<string, readonly PodTemplate[]>

/** The index of a set's pods, those that custom resources make among them; a cluster has one. */
export function podIndex(cluster: Cluster, custom: readonly PodTemplate[]): PodIndex {
  return cluster.derived(custom, view => new PodIndex([...view.podTemplates, ...custom]))
}

/** The pods of the input by their labels, so that a selector looks at few of them, and equal selectors are asked about once. */
export class PodIndex {
  readonly templates: readonly PodTemplate[]
  readonly #byLabel = new ByLabel<PodTemplate>()
  readonly #inNamespace = new Map<string, PodTemplate[]>()
  readonly #known = new Map<string, ByNamespace>()
  /** By namespace and key, of those that were asked about. */
  readonly #near = new Map<string, NearWords<PodTemplate>>()
  /** By namespace and value, whatever the key is, of namespaces that were asked about. */
  readonly #values = new Map<string, ReadonlyMap<string, PodTemplate>>()

  constructor(templates: readonly PodTemplate[]) {
    this.templates = templates
    for (const template of templates) {
      const own = this.#inNamespace.get(template.namespace)
      if (own === undefined) this.#inNamespace.set(template.namespace, [template])
      else own.push(template)
      const { labels } = template.metadata
      if (labels) for (const key of Object.keys(labels)) this.#byLabel.add(key, labels[key]!, template)
    }
  }

  /** The templates whose pods a selector may select, by namespace. */
  selected(selector: LabelSelector): ByNamespace {
    const key = selectorKey(selector)
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const found = new Map<string, PodTemplate[]>()
    for (const template of this.#candidates(selector)) {
      if (!maySelect(template, selector)) continue
      const list = found.get(template.namespace)
      if (list === undefined) found.set(template.namespace, [template])
      else list.push(template)
    }
    this.#known.set(key, found)
    return found
  }

  /** A template of the namespace that has a value for a label which differs from the wanted one by a slip. */
  near(namespace: string, { matchLabels = {} }: LabelSelector): PodTemplate | undefined {
    for (const [key, value] of Object.entries(matchLabels)) {
      const found = this.#wordsOf(namespace, key).find(value)
      if (found !== undefined) return found
    }
    return undefined
  }

  /** A template of the namespace that has one of the wanted values for a label of any key. */
  withValue(namespace: string, { matchLabels = {} }: LabelSelector): PodTemplate | undefined {
    let values = this.#values.get(namespace)
    if (values === undefined) {
      values = firstWithValue(this.#inNamespace.get(namespace) ?? [])
      this.#values.set(namespace, values)
    }
    for (const value of Object.values(matchLabels)) {
      const found = values.get(value)
      if (found !== undefined) return found
    }
    return undefined
  }

  /** The templates that have the rarest of the wanted labels; all of them where controllers may have added each. */
  #candidates(selector: LabelSelector): readonly PodTemplate[] {
    let rarest: readonly PodTemplate[] = this.templates
    for (const { key = '', operator, values = [] } of requirementsOf(selector)) {
      if (operator !== 'In' || isAddedLabel(key)) continue
      const lists = values.map(value => this.#byLabel.of(key, value))
      if (lists.reduce((sum, list) => sum + list.length, 0) < rarest.length) rarest = lists.length === 1 ? lists[0]! : lists.flat()
    }
    return rarest
  }

  /** The values that the pods of a namespace have for a key. */
  #wordsOf(namespace: string, key: string): NearWords<PodTemplate> {
    const name = labelKey(namespace, key, '')
    const known = this.#near.get(name)
    if (known !== undefined) return known
    const words = new NearWords<PodTemplate>()
    for (const template of this.#inNamespace.get(namespace) ?? []) {
      const value = labelOf(template.metadata.labels, key)
      if (value !== undefined) words.add(value, template)
    }
    this.#near.set(name, words)
    return words
  }
}

/** By each value of a label, the first of the templates that has it. */
function firstWithValue(templates: readonly PodTemplate[]): ReadonlyMap<string, PodTemplate> {
  const found = new Map<string, PodTemplate>()
  for (const template of templates)
    for (const value of Object.values(template.metadata.labels ?? {})) if (!found.has(value)) found.set(value, template)
  return found
}
