import type { KubernetesObject } from '../../k8s/types.ts'

/** What admission plugins may ask about the cluster at the time of a request. Implemented by the cluster, over the objects accepted so far. */
export interface AdmissionView {
  /** In the open world, what is not known may exist: plugins refuse nothing because it is missing. */
  readonly world: 'open' | 'closed'
  /** The stored object of that name; `group` is `''` for the core group, `namespace` null for cluster-scoped kinds. */
  find(group: string, kind: string, namespace: string | null, name: string): KubernetesObject | undefined
  /** The stored objects of a kind, namespace by namespace in order of arrival; of one namespace where it is given. */
  list(group: string, kind: string, namespace?: string): readonly KubernetesObject[]
}
