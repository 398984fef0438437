import type { Cluster } from './cluster.ts'
import { addObjectReferences, namespaceReference } from './references/object.ts'
import { addPodReferences } from './references/pod.ts'
import type { Reference, ReferenceFamily, ReferenceSink } from './references/reference.ts'

export { type ConfigReference, configReferences, type WantsConfig } from './references/config.ts'
export { customReferences } from './references/custom.ts'
export type { Reference, ReferenceFamily } from './references/reference.ts'

/** Every name in the input that stands for another object, by what it is for, each in order of arrival. */
export interface References {
  get(family: ReferenceFamily): readonly Reference[] | undefined
  values(): Iterable<readonly Reference[]>
}

/** Looks them up in the input; its namespaces, which every object names, only where they are asked for. */
export function references(cluster: Cluster): References {
  return referencesWhere(cluster, () => true)
}

/** Those that lead to nothing that the cluster holds, which are few. */
export function missingReferences(cluster: Cluster): References {
  return referencesWhere(cluster, (group, kind, namespace, name) => cluster.find(group, kind, namespace, name) === undefined)
}

function referencesWhere({ resources, podTemplates }: Cluster, wants: ReferenceSink['wants']): References {
  const families = new Map<ReferenceFamily, Reference[]>()
  const add = (reference: Reference): void => {
    const list = families.get(reference.family)
    if (list === undefined) families.set(reference.family, [reference])
    else list.push(reference)
  }
  const sink = { wants, add }
  for (const resource of resources) if (resource.role === 'input') addObjectReferences(resource, sink)
  for (const template of podTemplates) if (template.owner.role === 'input') addPodReferences(template, sink)
  const withNamespaces = (): typeof families => {
    if (families.has('namespace')) return families
    const named = resources.filter(
      ({ role, namespace }) => role === 'input' && namespace !== null && wants('', 'Namespace', null, namespace)
    )
    return families.set(
      'namespace',
      named.flatMap(resource => namespaceReference(resource) ?? [])
    )
  }
  return { get: family => (family === 'namespace' ? withNamespaces() : families).get(family), values: () => withNamespaces().values() }
}
