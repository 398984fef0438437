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
