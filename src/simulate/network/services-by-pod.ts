import { ByPlacedLabel } from '../../cluster/by-label.ts'
import type { Cluster } from '../../cluster/cluster.ts'
import type { Resource } from '../../cluster/resource.ts'
import { valueAt } from '../../k8s/field-path.ts'
import { type Labels, matchesLabels } from '../../k8s/label-selector.ts'

/** The Services of a cluster by the pods that they select; a cluster has one such index. */
export function servicesByPod(cluster: Cluster): ServicesByPod {
  return cluster.derived(ServicesByPod, view => new ServicesByPod(view))
}

/** Which Services select a pod, without a look at each: every Service waits under one of its labels. */
export class ServicesByPod {
  readonly #byLabel = new ByPlacedLabel<{ readonly service: Resource; readonly selector: Labels }>()

  constructor(cluster: Cluster) {
    for (const service of cluster.ofKind('', 'Service')) {
      const selector = valueAt(service.object, ['spec', 'selector'])
      if (typeof selector !== 'object' || selector === null) continue
      const [first] = Object.entries(selector)
      if (first === undefined) continue
      this.#byLabel.add(service.namespace ?? '', first[0], String(first[1]), { service, selector: selector as Labels })
    }
  }

  /** The Services that select pods with these labels. */
  of(namespace: string, labels: Labels): readonly Resource[] {
    const found: Resource[] = []
    for (const key of Object.keys(labels))
      for (const { service, selector } of this.#byLabel.of(namespace, key, labels[key]!))
        if (matchesLabels(selector, labels)) found.push(service)
    return found
  }
}
