import type { AdmissionView, StoredChange, Tally } from '../../apiserver/admission/admission-view.ts'
import type { KubernetesObject } from '../../k8s/types.ts'
import type { ResourceType } from '../../schema/resource-type.ts'
import type { Resource } from '../resource.ts'
import { freshCluster } from './fresh-cluster.ts'

type ByName = Map<string, KubernetesObject>

/** What a cluster holds while a set is applied to it: at first what every fresh one holds, then what was accepted so far. */
export class StoredObjects implements AdmissionView {
  readonly world: 'open' | 'closed'
  /** By kind and group, then by namespace. */
  readonly #objects = new Map<string, Map<string, ByName>>()
  readonly #types = new Map<string, ResourceType>()
  readonly #tallies = new Map<new () => Tally, Tally>()

  constructor(world: 'open' | 'closed') {
    this.world = world
    for (const { kind, group, object } of freshCluster) this.#at(group, kind, '').set(object.metadata?.name ?? '', object)
  }

  find(group: string, kind: string, namespace: string | null, name: string): KubernetesObject | undefined {
    return this.#objects
      .get(`${kind}.${group}`)
      ?.get(namespace ?? '')
      ?.get(name)
  }

  list(group: string, kind: string, namespace?: string): readonly KubernetesObject[] {
    const namespaces = this.#objects.get(`${kind}.${group}`)
    if (namespaces === undefined) return []
    if (namespace !== undefined) return [...(namespaces.get(namespace)?.values() ?? [])]
    return [...namespaces.values()].flatMap(objects => [...objects.values()])
  }

  tally<T extends Tally>(start: new () => T): T {
    const known = this.#tallies.get(start)
    if (known !== undefined) return known as T
    const begun = new start()
    for (const change of this.#all()) begun.record(change)
    this.#tallies.set(start, begun)
    return begun
  }

  /** The stored object of the same identity; none where the resource has no name. */
  of({ type, namespace, name }: Resource): KubernetesObject | undefined {
    return name === null ? undefined : this.find(type.group, type.kind, namespace, name)
  }

  /** Keeps the object under the identity of the resource; one whose name the server makes up is kept beside all others. */
  store({ type, namespace, name, order }: Resource, object: KubernetesObject): void {
    const key = name ?? `\u0000${order}`
    const objects = this.#at(type.group, type.kind, namespace ?? '')
    const before = objects.get(key)
    objects.set(key, object)
    this.#types.set(`${type.kind}.${type.group}`, type)
    const change = { type, namespace, key, ...(before === undefined ? {} : { before }), after: object }
    for (const tally of this.#tallies.values()) tally.record(change)
  }

  /** Every object as if it came just now; those of a fresh cluster are left out, nobody counts them. */
  *#all(): Generator<StoredChange> {
    for (const [kind, type] of this.#types)
      for (const [namespace, objects] of this.#objects.get(kind) ?? [])
        for (const [key, after] of objects) yield { type, namespace: namespace === '' ? null : namespace, key, after }
  }

  #at(group: string, kind: string, namespace: string): ByName {
    return entryOf(
      entryOf(this.#objects, `${kind}.${group}`, () => new Map<string, ByName>()),
      namespace,
      () => new Map<string, KubernetesObject>()
    )
  }
}

function entryOf<Value>(map: Map<string, Value>, key: string, create: () => Value): Value {
  const known = map.get(key)
  if (known !== undefined) return known
  const created = create()
  map.set(key, created)
  return created
}
