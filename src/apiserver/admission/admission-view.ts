import type { KubernetesObject } from '../../k8s/types.ts'
import type { ResourceType } from '../../schema/resource-type.ts'

/** The objects that are stored. */
export interface StoredView {
  /** The stored object of that name; `group` is `''` for the core group, `namespace` null for cluster-scoped kinds. */
  find(group: string, kind: string, namespace: string | null, name: string): KubernetesObject | undefined
  /** The stored objects of a kind, namespace by namespace in order of arrival; of one namespace where it is given. */
  list(group: string, kind: string, namespace?: string): readonly KubernetesObject[]
}

/** What admission plugins may ask about the cluster at the time of a request. Implemented by the cluster, over the objects accepted so far. */
export interface AdmissionView extends StoredView {
  /** In the open world, what is not known may exist: plugins refuse nothing because it is missing. */
  readonly world: 'open' | 'closed'
  /** The tally of that class: begun with all that is stored when it is first asked for, and told of every change from then on. */
  tally<T extends Tally>(start: new () => T): T
}

/** Something that is summed up over the stored objects, so that nobody has to walk through them for each request. */
export interface Tally {
  record(change: StoredChange): void
}

/** One object that came, was replaced or went. */
export interface StoredChange {
  readonly type: ResourceType
  readonly namespace: string | null
  /** Tells objects of one kind and namespace apart, also those without a name. */
  readonly key: string
  readonly before?: KubernetesObject
  readonly after?: KubernetesObject
}
