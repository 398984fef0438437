import type { Cluster } from '../../cluster/cluster.ts'
import { maySelect } from '../../cluster/may-select.ts'
import { isAddedLabel, labelKey } from '../../cluster/pod-labels.ts'
import type { PodTemplate } from '../../cluster/pod-template.ts'
import type { LabelSelector } from '../../k8s/types.ts'
import { NearWords } from './near-words.ts'
import { requirementsOf, selectorKey } from './peer-sets.ts'

type ByNamespace = ReadonlyMap<string, readonly PodTemplate[]>

const indexes = new WeakMap<Cluster, PodIndex>()

/** The index of a set's pods, those that custom resources make among them; a cluster has one. */
export function podIndex(cluster: Cluster, custom: readonly PodTemplate[]): PodIndex {
  const known = indexes.get(cluster)
  if (known !== undefined) return known
  const index = new PodIndex([...cluster.podTemplates, ...custom])
  indexes.set(cluster, index)
  return index
}

/** The pods of the input by their labels, so that a selector looks at few of them, and equal selectors are asked about once. */
export class PodIndex {
  readonly templates: readonly PodTemplate[]
  readonly #byLabel = new Map<string, PodTemplate[]>()
  /** By namespace and value, whatever the key is. */
  readonly #byValue = new Map<string, PodTemplate>()
  readonly #known = new Map<string, ByNamespace>()
  #near: Map<string, NearWords<PodTemplate>> | undefined

  constructor(templates: readonly PodTemplate[]) {
    this.templates = templates
    for (const template of templates) {
      for (const [key, value] of Object.entries(template.metadata.labels ?? {})) {
        const list = this.#byLabel.get(labelKey('', key, value))
        if (list === undefined) this.#byLabel.set(labelKey('', key, value), [template])
        else list.push(template)
        const named = `${template.namespace}\0${value}`
        if (!this.#byValue.has(named)) this.#byValue.set(named, template)
      }
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
    this.#near ??= this.#nearWords()
    for (const [key, value] of Object.entries(matchLabels)) {
      const found = this.#near.get(labelKey(namespace, key, ''))?.find(value)
      if (found !== undefined) return found
    }
    return undefined
  }

  /** A template of the namespace that has one of the wanted values for a label of any key. */
  withValue(namespace: string, { matchLabels = {} }: LabelSelector): PodTemplate | undefined {
    for (const value of Object.values(matchLabels)) {
      const found = this.#byValue.get(`${namespace}\0${value}`)
      if (found !== undefined) return found
    }
    return undefined
  }

  /** The templates that have the rarest of the wanted labels; all of them where controllers may have added each. */
  #candidates(selector: LabelSelector): readonly PodTemplate[] {
    let rarest: readonly PodTemplate[] = this.templates
    for (const { key = '', operator, values = [] } of requirementsOf(selector)) {
      if (operator !== 'In' || isAddedLabel(key)) continue
      const lists = values.map(value => this.#byLabel.get(labelKey('', key, value)) ?? [])
      if (lists.reduce((sum, list) => sum + list.length, 0) < rarest.length) rarest = lists.length === 1 ? lists[0]! : lists.flat()
    }
    return rarest
  }

  #nearWords(): Map<string, NearWords<PodTemplate>> {
    const words = new Map<string, NearWords<PodTemplate>>()
    for (const template of this.templates) {
      for (const [key, value] of Object.entries(template.metadata.labels ?? {})) {
        const name = labelKey(template.namespace, key, '')
        const own = words.get(name) ?? new NearWords()
        words.set(name, own)
        own.add(value, template)
      }
    }
    return words
  }
}
