import { Cluster } from '../cluster.ts'
import { identityOf } from '../identity.ts'
import type { Resource } from '../resource.ts'

/** The objects that count in a set: of several definitions of one object the last, in its place in the order of arrival. */
export function lastDefinitions(resources: readonly Resource[]): readonly Resource[] {
  const last = new Map<string, Resource>()
  const identities = resources.map(identityOf)
  for (let i = 0; i < resources.length; i++) if (identities[i] !== undefined) last.set(identities[i]!, resources[i]!)
  if (last.size === resources.length) return resources
  return resources.filter((resource, i) => identities[i] === undefined || last.get(identities[i]) === resource)
}

/** The cluster in which the last definition of each object counts; the others are its alternatives. */
export function clusterOf(resources: readonly Resource[]): Cluster {
  const counting = lastDefinitions(resources)
  if (counting.length === resources.length) return new Cluster(resources)
  const kept = new Set(counting)
  return new Cluster(
    counting,
    resources.filter(resource => !kept.has(resource))
  )
}
