import { Cluster } from '../cluster/cluster.ts'
import type { PodTemplate } from '../cluster/pod-template.ts'
import type { Resource } from '../cluster/resource.ts'
import { kindPart, namePart, type Part, podsPart, Reader, type Reads } from './reads.ts'

/** Something that follows from a cluster, and what was read for it. */
interface Derived {
  readonly value: unknown
  readonly reader: Reader
}

/** A cluster as it is now, what follows from it, and the same with more objects. */
class Shared {
  readonly derived = new Map<unknown, Derived>()
  readonly extended = new Map<readonly Resource[], Shared>()
  #make: () => Cluster
  #cluster: Cluster | undefined

  constructor(make: () => Cluster) {
    this.#make = make
  }

  get cluster(): Cluster {
    this.#cluster ??= this.#make()
    return this.#cluster
  }

  /** Takes another cluster, and leaves out what followed from the parts in which it is another. */
  become(make: () => Cluster, changed: ReadonlySet<Part>): void {
    this.#make = make
    this.#cluster = undefined
    for (const { reader } of this.derived.values()) reader.settle()
    for (const [key, { reader }] of this.derived) if (reader.hasRead(changed)) this.derived.delete(key)
    if (changed.has('custom')) this.extended.clear()
    for (const [more, shared] of this.extended) shared.become(() => this.cluster.with(more), changed)
  }
}

/**
 * A view of a cluster that notes which of its parts are read, for something that was made for all where `by` is given. It outlasts the
 * cluster: it is a view of whichever stands in its place.
 */
export class WatchedCluster extends Cluster {
  readonly #reads: Reads
  readonly #by: Reader | undefined
  readonly #shared: Shared
  readonly #views = new Map<Shared, WatchedCluster>()

  private constructor(reads: Reads, shared: Shared, by?: Reader) {
    super([])
    this.#reads = reads
    this.#shared = shared
    this.#by = by
  }

  static of(cluster: Cluster, reads: Reads): WatchedCluster {
    return new WatchedCluster(reads, new Shared(() => cluster))
  }

  /** Has all views show another cluster, which differs in these parts. */
  become(cluster: Cluster, changed: ReadonlySet<Part>): void {
    this.#shared.become(() => cluster, changed)
    this.#views.clear()
  }

  /** The same cluster, read for something that is made for all. */
  viewFor(by: Reader): WatchedCluster {
    return new WatchedCluster(this.#reads, this.#shared, by)
  }

  override with(more: readonly Resource[]): Cluster {
    if (more.length === 0) return this
    const { extended } = this.#shared
    const shared = extended.get(more) ?? new Shared(() => this.#cluster.with(more))
    extended.set(more, shared)
    const view = this.#views.get(shared) ?? new WatchedCluster(this.#reads, shared, this.#by)
    this.#views.set(shared, view)
    return view
  }

  override derived<Value>(key: unknown, make: (cluster: Cluster) => Value): Value {
    const { derived } = this.#shared
    let known = derived.get(key)
    if (known === undefined) {
      const reader = new Reader()
      known = { value: this.#reads.make(reader, () => make(this.viewFor(reader))), reader }
      derived.set(key, known)
    }
    this.#reads.use(known.reader, this.#by)
    return known.value as Value
  }

  get #cluster(): Cluster {
    return this.#shared.cluster
  }

  override get resources(): readonly Resource[] {
    this.#note('all')
    return this.#cluster.resources
  }

  override get replaced(): readonly Resource[] {
    this.#note('all')
    return this.#cluster.replaced
  }

  override get ofForeignGroups(): readonly Resource[] {
    this.#note('foreign groups')
    return this.#cluster.ofForeignGroups
  }

  override ofKind(group: string, kind: string): readonly Resource[] {
    this.#note(kindPart(group, kind))
    return this.#cluster.ofKind(group, kind)
  }

  override has(group: string, kind: string): boolean {
    this.#note(kindPart(group, kind))
    return this.#cluster.has(group, kind)
  }

  override find(group: string, kind: string, namespace: string | null, name: string): Resource | undefined {
    this.#note(namePart(group, kind, namespace, name))
    return this.#cluster.find(group, kind, namespace, name)
  }

  override meant(by: Resource, group: string, kind: string, namespace: string | null, name: string): readonly Resource[] {
    this.#note(namePart(group, kind, namespace, name))
    return this.#cluster.meant(by, group, kind, namespace, name)
  }

  override get podTemplates(): readonly PodTemplate[] {
    this.#note('pods')
    return this.#cluster.podTemplates
  }

  override podTemplatesIn(namespace: string): readonly PodTemplate[] {
    this.#note(podsPart(namespace))
    return this.#cluster.podTemplatesIn(namespace)
  }

  #note(part: Part): void {
    this.#reads.note(part, this.#by)
  }
}
