import type { Cluster } from '../../cluster/cluster.ts'
import { labelKey } from '../../cluster/pod-labels.ts'
import type { Resource } from '../../cluster/resource.ts'
import { valueAt } from '../../k8s/field-path.ts'
import { type Labels, matchesLabels } from '../../k8s/label-selector.ts'

/** Which Services select a pod, without a look at each: every Service waits under one of its labels. */
export class ServicesByPod {
  readonly #byLabel = new Map<string, { readonly service: Resource; readonly selector: Labels }[]>()

  constructor(cluster: Cluster) {
    for (const service of cluster.ofKind('', 'Service')) {
      const selector = valueAt(service.object, ['spec', 'selector'])
      if (typeof selector !== 'object' || selector === null) continue
      const [first] = Object.entries(selector)
      if (first === undefined) continue
      const key = labelKey(service.namespace ?? '', first[0], String(first[1]))
      const list = this.#byLabel.get(key)
      const entry = { service, selector: selector as Labels }
      if (list === undefined) this.#byLabel.set(key, [entry])
      else list.push(entry)
    }
  }

  /** The Services that select pods with these labels. */
  of(namespace: string, labels: Labels): readonly Resource[] {
    if (this.#byLabel.size === 0) return []
    return Object.entries(labels).flatMap(([key, value]) =>
      (this.#byLabel.get(labelKey(namespace, key, value)) ?? [])
        .filter(({ selector }) => matchesLabels(selector, labels))
        .map(({ service }) => service)
    )
  }
}
