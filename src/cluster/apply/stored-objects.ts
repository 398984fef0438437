import type { AdmissionView } from '../../apiserver/admission/admission-view.ts'
import type { KubernetesObject } from '../../k8s/types.ts'
import type { Resource } from '../resource.ts'
import { freshCluster } from './fresh-cluster.ts'

/** What a cluster holds while a set is applied to it: at first what every fresh one holds, then what was accepted so far. */
export class StoredObjects implements AdmissionView {
  readonly world: 'open' | 'closed'
  /** By kind and group, then by namespace and name. */
  readonly #objects = new Map<string, Map<string, KubernetesObject>>()

  constructor(world: 'open' | 'closed') {
    this.world = world
    for (const { kind, group, object } of freshCluster) this.#ofKind(group, kind).set(`/${object.metadata?.name}`, object)
  }

  find(group: string, kind: string, namespace: string | null, name: string): KubernetesObject | undefined {
    return this.#objects.get(`${kind}.${group}`)?.get(`${namespace ?? ''}/${name}`)
  }

  list(group: string, kind: string, namespace?: string): readonly KubernetesObject[] {
    const entries = [...(this.#objects.get(`${kind}.${group}`) ?? [])]
    return (namespace === undefined ? entries : entries.filter(([key]) => key.startsWith(`${namespace}/`))).map(([, object]) => object)
  }

  /** The stored object of the same identity; none where the resource has no name. */
  of({ type, namespace, name }: Resource): KubernetesObject | undefined {
    return name === null ? undefined : this.find(type.group, type.kind, namespace, name)
  }

  /** Keeps the object under the identity of the resource; one whose name the server would make up is kept beside all others. */
  store({ type, namespace, name, order }: Resource, object: KubernetesObject): void {
    this.#ofKind(type.group, type.kind).set(`${namespace ?? ''}/${name ?? `\u0000${order}`}`, object)
  }

  #ofKind(group: string, kind: string): Map<string, KubernetesObject> {
    const key = `${kind}.${group}`
    const known = this.#objects.get(key)
    if (known !== undefined) return known
    const created = new Map<string, KubernetesObject>()
    this.#objects.set(key, created)
    return created
  }
}
