import { valueAt } from '../k8s/field-path.ts'
import { matchesLabelSelector } from '../k8s/label-selector.ts'
import type { LabelSelector, Service } from '../k8s/types.ts'
import { type Cluster, objectAs } from './cluster.ts'
import { labelKey, mayHaveLabels, PodLabelIndex } from './pod-labels.ts'
import type { PodTemplate } from './pod-template.ts'
import type { Resource } from './resource.ts'

/** The objects of one kind that select the pods of a template. */
export type SelectedBy = (template: PodTemplate) => readonly Resource[]

/** The index of the pod templates by label; a cluster is never changed, and has one. */
export function podLabels(cluster: Cluster): PodLabelIndex {
  return cluster.derived(PodLabelIndex, view => new PodLabelIndex(view))
}

/** The labels that the pods of a Service must have; undefined where it selects none. */
function serviceSelector(service: Resource): Readonly<Record<string, string>> | undefined {
  const { selector = {}, type } = objectAs<Service>(service).spec ?? {}
  return type === 'ExternalName' || Object.keys(selector).length === 0 ? undefined : selector
}

/** The templates whose pods a Service may select, by Service. */
export function selectedTemplates(cluster: Cluster): (service: Resource) => readonly PodTemplate[] {
  const index = podLabels(cluster)
  return service => {
    const selector = serviceSelector(service)
    return selector === undefined || service.namespace === null ? [] : index.selected(service.namespace, selector)
  }
}

/** The Services whose selector the pods of a template may have. */
export function servicesOf(cluster: Cluster): SelectedBy {
  return selectedBy(cluster.ofKind('', 'Service'), serviceSelector, (service, template) =>
    mayHaveLabels(template, serviceSelector(service) ?? {})
  )
}

/** The PodDisruptionBudgets that select the pods of a template. */
export function budgetsOf(cluster: Cluster): SelectedBy {
  return selectedByLabelSelector(cluster.ofKind('policy', 'PodDisruptionBudget'), ({ object }) => valueAt(object, ['spec', 'selector']))
}

/** The NetworkPolicies that select the pods of a template. */
export function networkPoliciesOf(cluster: Cluster): SelectedBy {
  const policies = cluster.ofKind('networking.k8s.io', 'NetworkPolicy')
  return selectedByLabelSelector(policies, ({ object }) => valueAt(object, ['spec', 'podSelector']) ?? {})
}

function selectedByLabelSelector(resources: readonly Resource[], selectorOf: (resource: Resource) => unknown): SelectedBy {
  const selector = (resource: Resource) => selectorOf(resource) as LabelSelector | undefined
  return selectedBy(
    resources,
    resource => selector(resource) && (selector(resource)!.matchLabels ?? {}),
    (resource, { metadata }) => matchesLabelSelector(selector(resource), metadata.labels)
  )
}

/** Indexed by one wanted label, so that a template looks at the objects that want one of its own. */
function selectedBy(
  resources: readonly Resource[],
  wantedLabels: (resource: Resource) => Readonly<Record<string, string>> | undefined,
  selects: (resource: Resource, template: PodTemplate) => boolean
): SelectedBy {
  const byLabel = new Map<string, Resource[]>()
  const add = (key: string, resource: Resource): void => {
    const list = byLabel.get(key)
    if (list === undefined) byLabel.set(key, [resource])
    else list.push(resource)
  }
  for (const resource of resources) {
    const wanted = wantedLabels(resource)
    if (wanted === undefined || resource.namespace === null) continue
    const label = Object.entries(wanted).find(([key]) => !key.includes('/') && !key.startsWith('job-') && !key.startsWith('controller-'))
    add(label === undefined ? resource.namespace : labelKey(resource.namespace, ...label), resource)
  }
  return template => {
    const labels = Object.entries(template.metadata.labels ?? {})
    const keys = [template.namespace, ...labels.map(label => labelKey(template.namespace, ...label))]
    const found = keys.flatMap(key => byLabel.get(key) ?? []).filter(resource => selects(resource, template))
    return found.length < 2 ? found : found.sort((a, b) => a.order - b.order)
  }
}
