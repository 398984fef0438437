import type { Cluster } from './cluster.ts'
import { objectReferences } from './references/object.ts'
import { podReferences } from './references/pod.ts'
import type { Reference, ReferenceFamily } from './references/reference.ts'

export { type ConfigReference, configReferences } from './references/config.ts'
export { customReferences } from './references/custom.ts'
export type { Reference, ReferenceFamily } from './references/reference.ts'

/** Every name in the input that stands for another object, by what it is for, in order of arrival. */
export function references(cluster: Cluster): ReadonlyMap<ReferenceFamily, readonly Reference[]> {
  const families = new Map<ReferenceFamily, Reference[]>()
  const add = (reference: Reference): void => {
    const list = families.get(reference.family)
    if (list === undefined) families.set(reference.family, [reference])
    else list.push(reference)
  }
  for (const resource of cluster.resources)
    if (resource.role === 'input') for (const reference of objectReferences(resource)) add(reference)
  for (const template of cluster.podTemplates)
    if (template.owner.role === 'input') for (const reference of podReferences(template)) add(reference)
  return families
}
