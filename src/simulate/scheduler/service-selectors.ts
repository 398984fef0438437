import { type Labels, matchesLabels } from '../../k8s/label-selector.ts'

/** The selectors of Services, found by one of the labels that they ask for. */
export class ServiceSelectors {
  readonly #byLabel = new Map<string, Labels[]>()
  /** What equal pods were told since the last Service came. */
  readonly #told = new Map<Labels, { readonly namespace: string; readonly labels: Labels }>()

  /** Services without a selector select nothing. */
  add(namespace: string, selector: Labels | undefined): void {
    if (selector === undefined || selector === null) return
    this.#told.clear()
    const [first] = Object.entries(selector)
    const key = JSON.stringify([namespace, ...(first ?? [])])
    const list = this.#byLabel.get(key)
    if (list === undefined) this.#byLabel.set(key, [selector])
    else list.push(selector)
  }

  /** The labels that the Services of a pod with these labels ask for, together. */
  merged(namespace: string, labels: Labels): Labels {
    const told = this.#told.get(labels)
    if (told?.namespace === namespace) return told.labels
    const found: [string, string][] = []
    for (const entry of [[], ...Object.entries(labels)])
      for (const selector of this.#byLabel.get(JSON.stringify([namespace, ...entry])) ?? [])
        if (matchesLabels(selector, labels)) found.push(...Object.entries(selector))
    const merged = Object.fromEntries(found)
    this.#told.set(labels, { namespace, labels: merged })
    return merged
  }
}
