import { matchesLabelSelector } from '../../k8s/label-selector.ts'
import type { LabelSelector } from '../../k8s/types.ts'
import type { Bitset } from './bitset.ts'
import { namespaceNameLabel } from './namespaces.ts'
import { selectorKey } from './peer-sets.ts'
import type { Universe } from './universe.ts'

/** Finds pods that the input does not hold by the selectors that speak of them, without a look at each. */
export class OutsiderIndex {
  readonly #first: number
  /** Those with selectors, by the keys of both and of either. */
  readonly #bySelectors = new Map<string, number>()
  readonly #byOne = new Map<string, number[]>()
  readonly #selected: number[] = []
  readonly #unlabelled: number[] = []

  constructor({ outsiders, firstOutsider }: Universe) {
    this.#first = firstOutsider
    for (const [i, { namespaces, pods, unlabelled }] of outsiders.entries()) {
      this.#bySelectors.set(`${namespaces}/${pods}`, i)
      if (unlabelled === true) {
        this.#unlabelled.push(i)
        continue
      }
      this.#selected.push(i)
      for (const key of [`${namespaces}/`, `/${pods}`]) {
        const list = this.#byOne.get(key)
        if (list === undefined) this.#byOne.set(key, [i])
        else list.push(i)
      }
    }
  }

  /** Adds the outsiders that a pair of selectors selects. */
  addTo(members: Bitset, namespaces: LabelSelector | string, pods: LabelSelector = {}): void {
    if (this.#selected.length === 0 && this.#unlabelled.length === 0) return
    const [namespaceKey, podKey] = [selectorKey(asSelector(namespaces)), selectorKey(pods)]
    for (const i of this.#meant(namespaceKey, podKey)) members.add(this.#first + i)
    for (const i of this.#unlabelled)
      if (typeof namespaces !== 'string' && matchesLabelSelector(namespaces, {}) && matchesLabelSelector(pods, {}))
        members.add(this.#first + i)
  }

  /** Those with selectors of their own are known by these; a selector of everything means all that share the other one. */
  #meant(namespaceKey: string, podKey: string): readonly number[] {
    if (namespaceKey === '' && podKey === '') return this.#selected
    if (namespaceKey === '') return this.#byOne.get(`/${podKey}`) ?? []
    if (podKey === '') return this.#byOne.get(`${namespaceKey}/`) ?? []
    const exact = this.#bySelectors.get(`${namespaceKey}/${podKey}`)
    return exact === undefined ? [] : [exact]
  }
}

/** A namespace by its name as a selector. */
export function asSelector(namespaces: LabelSelector | string): LabelSelector {
  return typeof namespaces === 'string' ? { matchLabels: { [namespaceNameLabel]: namespaces } } : namespaces
}
