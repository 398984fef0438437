import type { AdmissionView, StoredChange, Tally } from '../../apiserver/admission/admission-view.ts'
import type { KubernetesObject } from '../../k8s/types.ts'
import type { ResourceType } from '../../schema/resource-type.ts'
import type { Resource } from '../resource.ts'
import { type FreshObject, freshCluster, freshNamespaceObjects } from './fresh-cluster.ts'

type IsExternal = (kind: string, namespace: string | null, name: string) => boolean
/** Kinds of which admission asks no more than whether one exists. */
const externalKinds: ReadonlySet<string> = new Set(['Namespace', 'ServiceAccount'])

type ByName = Map<string, KubernetesObject>

interface OfKind {
  readonly type: ResourceType
  readonly namespaces: Map<string, ByName>
}

/** What a cluster holds while a set is applied to it: at first what every fresh one holds, then what was accepted so far. */
export class StoredObjects implements AdmissionView {
  readonly world: 'open' | 'closed'
  /** By kind, then by group. */
  readonly #kinds = new Map<string, Map<string, OfKind>>()
  /** In order of arrival of their first objects. */
  readonly #objects: OfKind[] = []
  readonly #tallies = new Map<new () => Tally, Tally>()
  readonly #isExternal: IsExternal | undefined
  readonly #uncounted = new WeakSet<KubernetesObject>()

  /** `isExternal`: namespaces and service accounts of which nothing is known but that they exist. */
  constructor(world: 'open' | 'closed', isExternal?: IsExternal) {
    this.world = world
    this.#isExternal = isExternal
    for (const fresh of freshCluster) this.#putFresh(fresh)
  }

  find(group: string, kind: string, namespace: string | null, name: string): KubernetesObject | undefined {
    return this.#stored(group, kind, namespace, name) ?? this.#external(group, kind, namespace, name)
  }

  #stored(group: string, kind: string, namespace: string | null, name: string): KubernetesObject | undefined {
    return this.#kinds
      .get(kind)
      ?.get(group)
      ?.namespaces.get(namespace ?? '')
      ?.get(name)
  }

  #external(group: string, kind: string, namespace: string | null, name: string): KubernetesObject | undefined {
    if (group !== '' || !externalKinds.has(kind) || this.#isExternal?.(kind, namespace, name) !== true) return undefined
    return { apiVersion: 'v1', kind, metadata: { name, ...(namespace !== null && { namespace }) } }
  }

  list(group: string, kind: string, namespace?: string): readonly KubernetesObject[] {
    const namespaces = this.#kinds.get(kind)?.get(group)?.namespaces
    if (namespaces === undefined) return []
    if (namespace !== undefined) return [...(namespaces.get(namespace)?.values() ?? [])]
    return [...namespaces.values()].flatMap(objects => [...objects.values()])
  }

  tally<T extends Tally>(start: new () => T): T {
    const known = this.#tallies.get(start)
    if (known !== undefined) return known as T
    const begun = new start()
    for (const { type, namespaces } of this.#objects)
      for (const [namespace, objects] of namespaces)
        for (const [key, after] of objects)
          if (!this.#uncounted.has(after)) begun.record({ type, namespace: type.namespaced ? namespace : null, key, after })
    this.#tallies.set(start, begun)
    return begun
  }

  /** The stored object of the same identity; none where the resource has no name. */
  of({ type, namespace, name }: Resource): KubernetesObject | undefined {
    return name === null ? undefined : this.#stored(type.group, type.kind, namespace, name)
  }

  /** Keeps the object under the identity of the resource; one whose name the server makes up is kept beside all others. */
  store({ type, namespace, name, order }: Resource, object: KubernetesObject): void {
    this.put(type, namespace, name ?? `\u0000${order}`, object)
  }

  /** Keeps an object that was refused, so that those after it find it; it uses up nothing. */
  storeRefused(resource: Resource, object: KubernetesObject): void {
    this.#uncounted.add(object)
    this.store(resource, object)
  }

  /** Keeps the object under a key that is its own among the objects of its kind and namespace. */
  put(type: ResourceType, namespace: string | null, key: string, object: KubernetesObject): void {
    const objects = this.#at(type, namespace)
    const before = objects.get(key)
    objects.set(key, object)
    if (this.#tallies.size > 0) this.#tell({ type, namespace, key, ...(before === undefined ? {} : { before }), after: object })
    if (before === undefined && type.kind === 'Namespace' && type.group === '')
      for (const fresh of freshNamespaceObjects(key)) this.#putFresh(fresh)
  }

  /** Takes out what was put under that key. */
  remove(type: ResourceType, namespace: string | null, key: string): void {
    const objects = this.#at(type, namespace)
    const before = objects.get(key)
    if (before === undefined) return
    objects.delete(key)
    if (this.#tallies.size > 0) this.#tell({ type, namespace, key, before })
  }

  #putFresh({ type, namespace, object }: FreshObject): void {
    const name = object.metadata?.name ?? ''
    if (this.#stored(type.group, type.kind, namespace, name) === undefined) this.put(type, namespace, name, object)
  }

  #tell({ before, after, ...of }: StoredChange): void {
    const counted = (object: KubernetesObject | undefined): object is KubernetesObject =>
      object !== undefined && !this.#uncounted.has(object)
    const change = { ...of, ...(counted(before) ? { before } : {}), ...(counted(after) ? { after } : {}) }
    for (const tally of this.#tallies.values()) tally.record(change)
  }

  #at(type: ResourceType, namespace: string | null): ByName {
    const groups = entryOf(this.#kinds, type.kind, () => new Map<string, OfKind>())
    const ofKind = entryOf(groups, type.group, () => {
      const added: OfKind = { type, namespaces: new Map<string, ByName>() }
      this.#objects.push(added)
      return added
    })
    return entryOf(ofKind.namespaces, namespace ?? '', () => new Map<string, KubernetesObject>())
  }
}

function entryOf<Value>(map: Map<string, Value>, key: string, create: () => Value): Value {
  const known = map.get(key)
  if (known !== undefined) return known
  const created = create()
  map.set(key, created)
  return created
}
