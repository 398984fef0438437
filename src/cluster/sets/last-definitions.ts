import { Cluster } from '../cluster.ts'
import { identityOf } from '../identity.ts'
import type { Resource } from '../resource.ts'

/** The objects that count in a set: of several definitions of one object the last, in its place in the order of arrival. */
export function lastDefinitions(resources: readonly Resource[]): readonly Resource[] {
  const last = new Map<string, Resource>()
  for (const resource of resources) {
    const identity = identityOf(resource)
    if (identity !== undefined) last.set(identity, resource)
  }
  return resources.filter(resource => {
    const identity = identityOf(resource)
    return identity === undefined || last.get(identity) === resource
  })
}

/** A set as a cluster: the objects that count, and beside them the definitions that later ones replace. */
export function clusterOf(resources: readonly Resource[]): Cluster {
  const counting = lastDefinitions(resources)
  if (counting.length === resources.length) return new Cluster(resources)
  const kept = new Set(counting)
  return new Cluster(
    counting,
    resources.filter(resource => !kept.has(resource))
  )
}
