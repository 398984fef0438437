import type { Cluster } from '../cluster/cluster.ts'
import type { Resource } from '../cluster/resource.ts'
import { keysOf } from '../lint/written-fields.ts'

/** The keys of objects, kept from one check to the next with how many objects of a set have each. */
export class KnownFields {
  #keys = new Map<Resource, ReadonlySet<string>>()
  readonly #counts = new Map<string, number>()

  /** The same as `fieldsOf` tells. */
  fieldsOf(input: readonly Resource[], cluster: Cluster): (name: string) => boolean {
    const known = this.#keys
    const now = new Map<Resource, ReadonlySet<string>>()
    const fresh = new Set<Resource>()
    for (const resource of input) {
      const keys = known.get(resource)
      if (keys === undefined) fresh.add(resource)
      else now.set(resource, keys)
    }
    if (now.size < known.size) for (const [resource, keys] of known) if (!now.has(resource)) this.#count(keys, -1)
    if (fresh.size > 0) {
      const templates = new Map(cluster.podTemplates.map(template => [template.owner, template]))
      for (const resource of fresh) {
        const keys = keysOf(resource, templates.get(resource))
        now.set(resource, keys)
        this.#count(keys, 1)
      }
    }
    this.#keys = now
    return name => (this.#counts.get(name) ?? 0) > 0
  }

  #count(keys: ReadonlySet<string>, by: number): void {
    for (const key of keys) this.#counts.set(key, (this.#counts.get(key) ?? 0) + by)
  }
}
