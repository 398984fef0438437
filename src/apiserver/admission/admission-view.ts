import type { KubernetesObject, PriorityClass } from '../../k8s/types.ts'

/** What admission plugins may ask about the cluster at the time of a request. Implemented by the cluster, over the objects accepted so far. */
export interface AdmissionView {
  /** In the open world, what is not known may exist: plugins refuse nothing because it is missing. */
  readonly world: 'open' | 'closed'
  namespace(name: string): KubernetesObject | undefined
  priorityClass(name: string): PriorityClass | undefined
  readonly priorityClasses: readonly PriorityClass[]
}
