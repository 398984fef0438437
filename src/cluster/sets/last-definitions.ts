import { Cluster } from '../cluster.ts'
import { ByIdentity } from '../identity.ts'
import type { Resource } from '../resource.ts'

/** The objects that count in a set: of several definitions of one object the last, in its place in the order of arrival. */
export function lastDefinitions(resources: readonly Resource[]): readonly Resource[] {
  const last = new ByIdentity<Resource>()
  let isRepeated = false
  for (const resource of resources) {
    isRepeated ||= last.get(resource) !== undefined
    last.set(resource, resource)
  }
  return isRepeated ? resources.filter(resource => resource.name === null || last.get(resource) === resource) : resources
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
