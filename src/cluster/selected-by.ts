import { valueAt } from '../k8s/field-path.ts'
import { matchesLabelSelector } from '../k8s/label-selector.ts'
import type { LabelSelector, Service } from '../k8s/types.ts'
import { type Cluster, objectAs } from './cluster.ts'
import { mayHaveLabels } from './pod-labels.ts'
import type { PodTemplate } from './pod-template.ts'
import type { Resource } from './resource.ts'

/** The objects of one kind that select the pods of a template. */
export type SelectedBy = (template: PodTemplate) => readonly Resource[]

/** The Services whose selector the pods of a template have, ExternalName Services aside. */
export function servicesOf(cluster: Cluster): SelectedBy {
  return selectedBy(cluster.ofKind('', 'Service'), (service, template) => {
    const { selector = {}, type } = objectAs<Service>(service).spec ?? {}
    return type !== 'ExternalName' && Object.keys(selector).length > 0 && mayHaveLabels(template, selector)
  })
}

/** The PodDisruptionBudgets that select the pods of a template. */
export function budgetsOf(cluster: Cluster): SelectedBy {
  return selectedBy(cluster.ofKind('policy', 'PodDisruptionBudget'), ({ object }, { metadata }) =>
    matchesLabelSelector(valueAt(object, ['spec', 'selector']) as LabelSelector | undefined, metadata.labels)
  )
}

/** The NetworkPolicies that select the pods of a template. */
export function networkPoliciesOf(cluster: Cluster): SelectedBy {
  return selectedBy(cluster.ofKind('networking.k8s.io', 'NetworkPolicy'), ({ object }, { metadata }) =>
    matchesLabelSelector((valueAt(object, ['spec', 'podSelector']) ?? {}) as LabelSelector, metadata.labels)
  )
}

function selectedBy(resources: readonly Resource[], selects: (resource: Resource, template: PodTemplate) => boolean): SelectedBy {
  const byNamespace = new Map<string | null, Resource[]>()
  for (const resource of resources) {
    const list = byNamespace.get(resource.namespace)
    if (list === undefined) byNamespace.set(resource.namespace, [resource])
    else list.push(resource)
  }
  return template => (byNamespace.get(template.namespace) ?? []).filter(resource => selects(resource, template))
}
