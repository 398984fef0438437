import type { ResourceType } from '../../schema/resource-type.ts'
import { ByIdentity } from '../identity.ts'
import type { Resource } from '../resource.ts'

/** The types of which one object takes the place of another. */
export function updatedTypes(resources: readonly Resource[]): ReadonlySet<ResourceType> {
  const seen = new ByIdentity<true>()
  const updated = new Set<ResourceType>()
  for (const resource of resources) {
    if (seen.get(resource) !== undefined) updated.add(resource.type)
    else seen.set(resource, true)
  }
  return updated
}
