import type { Cluster } from './cluster.ts'
import type { Resource } from './resource.ts'

/** The objects of one kind that have a name, in order of arrival. */
export interface NamesOfKind {
  inNamespace(namespace: string | null): readonly Resource[]
  /** The first of that name, in whichever namespace. */
  named(name: string): Resource | undefined
}

/** The index of a kind's objects by namespace and by name; a cluster is never changed, and has one. */
export function namesOfKind(cluster: Cluster, group: string, kind: string): NamesOfKind {
  return cluster.derived(`names of ${kind}.${group}`, view => indexOf(view.ofKind(group, kind)))
}

function indexOf(resources: readonly Resource[]): NamesOfKind {
  const byNamespace = new Map<string | null, Resource[]>()
  const byName = new Map<string, Resource>()
  for (const resource of resources) {
    const { namespace, name } = resource
    if (name === null) continue
    if (!byName.has(name)) byName.set(name, resource)
    const list = byNamespace.get(namespace)
    if (list === undefined) byNamespace.set(namespace, [resource])
    else list.push(resource)
  }
  return { inNamespace: namespace => byNamespace.get(namespace) ?? [], named: name => byName.get(name) }
}
