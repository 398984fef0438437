import { Cluster } from '../cluster/cluster.ts'
import type { PodTemplate } from '../cluster/pod-template.ts'
import type { Resource } from '../cluster/resource.ts'
import { kindPart, namePart, type Part, podsPart, Reader, type Reads } from './reads.ts'

/** Something that follows from a cluster, and what was read for it. */
interface Derived {
  readonly value: unknown
  readonly reader: Reader
}

/** What all views of one cluster have in common. */
interface Common {
  readonly derived: Map<unknown, Derived>
  readonly extended: Map<readonly Resource[], Common & { readonly cluster: Cluster }>
}

/** A view of a cluster that notes which of its parts are read, for something that was made for all where `by` is given. */
export class WatchedCluster extends Cluster {
  readonly #cluster: Cluster
  readonly #reads: Reads
  readonly #by: Reader | undefined
  readonly #common: Common
  readonly #views = new Map<readonly Resource[], WatchedCluster>()

  constructor(cluster: Cluster, reads: Reads, by?: Reader, common: Common = { derived: new Map(), extended: new Map() }) {
    super([])
    this.#cluster = cluster
    this.#reads = reads
    this.#by = by
    this.#common = common
  }

  /** The same cluster, read for something that is made for all. */
  viewFor(by: Reader): WatchedCluster {
    return new WatchedCluster(this.#cluster, this.#reads, by, this.#common)
  }

  override with(more: readonly Resource[]): Cluster {
    if (more.length === 0) return this
    const { extended } = this.#common
    const common = extended.get(more) ?? { derived: new Map(), extended: new Map(), cluster: this.#cluster.with(more) }
    extended.set(more, common)
    const view = this.#views.get(more) ?? new WatchedCluster(common.cluster, this.#reads, this.#by, common)
    this.#views.set(more, view)
    return view
  }

  override derived<Value>(key: unknown, make: (cluster: Cluster) => Value): Value {
    const { derived } = this.#common
    let known = derived.get(key)
    if (known === undefined) {
      const reader = new Reader()
      known = { value: make(this.viewFor(reader)), reader }
      derived.set(key, known)
    }
    this.#reads.use(known.reader, this.#by)
    return known.value as Value
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
