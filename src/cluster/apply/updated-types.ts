import type { ResourceType } from '../../schema/resource-type.ts'
import { identityOf } from '../identity.ts'
import type { Resource } from '../resource.ts'

/** The types of which one object takes the place of another. */
export function updatedTypes(resources: readonly Resource[]): ReadonlySet<ResourceType> {
  const seen = new Set<string>()
  const updated = new Set<ResourceType>()
  for (const resource of resources) {
    const identity = identityOf(resource)
    if (identity === undefined) continue
    if (seen.has(identity)) updated.add(resource.type)
    seen.add(identity)
  }
  return updated
}
