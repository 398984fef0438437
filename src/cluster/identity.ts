import type { Resource } from './resource.ts'

/** Group, kind, namespace and name of an object as one text; undefined for an object without a name, which never is another's double. */
export function identityOf(resource: Resource): string | undefined {
  if (resource.name === null) return undefined
  return `${resource.type.kind}.${resource.type.group}/${resource.namespace ?? ''}/${resource.name}`
}

/** Something for each object, whichever of its definitions is asked about; nothing for objects without a name. */
export class ByIdentity<Value> {
  /** By kind, group, namespace and name. */
  readonly #kinds = new Map<string, Map<string, Map<string, Map<string, Value>>>>()

  get({ type, namespace, name }: Resource): Value | undefined {
    if (name === null) return undefined
    return this.#kinds
      .get(type.kind)
      ?.get(type.group)
      ?.get(namespace ?? '')
      ?.get(name)
  }

  set({ type, namespace, name }: Resource, value: Value): void {
    if (name === null) return
    entryOf(entryOf(entryOf(this.#kinds, type.kind), type.group), namespace ?? '').set(name, value)
  }

  *values(): Generator<Value> {
    for (const groups of this.#kinds.values())
      for (const namespaces of groups.values()) for (const names of namespaces.values()) yield* names.values()
  }
}

function entryOf<Value>(map: Map<string, Map<string, Value>>, key: string): Map<string, Value> {
  let entry = map.get(key)
  if (entry === undefined) {
    entry = new Map()
    map.set(key, entry)
  }
  return entry
}
