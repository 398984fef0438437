import type { AdmissionView } from '../../apiserver/admission/admission-view.ts'
import type { KubernetesObject } from '../../k8s/types.ts'
import type { Resource } from '../resource.ts'
import { freshCluster } from './fresh-cluster.ts'

type ByName = Map<string, KubernetesObject>

/** What a cluster holds while a set is applied to it: at first what every fresh one holds, then what was accepted so far. */
export class StoredObjects implements AdmissionView {
  readonly world: 'open' | 'closed'
  /** By kind and group, then by namespace. */
  readonly #objects = new Map<string, Map<string, ByName>>()

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

  /** The stored object of the same identity; none where the resource has no name. */
  of({ type, namespace, name }: Resource): KubernetesObject | undefined {
    return name === null ? undefined : this.find(type.group, type.kind, namespace, name)
  }

  /** Keeps the object under the identity of the resource; one whose name the server makes up is kept beside all others. */
  store({ type, namespace, name, order }: Resource, object: KubernetesObject): void {
    this.#at(type.group, type.kind, namespace ?? '').set(name ?? `\u0000${order}`, object)
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
