import type { FieldRef } from '../../cluster/field-ref.ts'
import type { KubernetesObject } from '../../k8s/types.ts'
import type { KubernetesVersion } from '../../k8s/version.ts'
import type { ResourceType } from '../../schema/resource-type.ts'
import type { NodeInfo } from '../scheduler/index.ts'
import type { ControllerName, WantedPod } from './wanted-pod.ts'

/** One pod, or identical pods that wait together, as their controller sees them. */
export interface OwnedPods {
  readonly count: number
  /** What the controller wanted; undefined for pods that it found and adopted. */
  readonly wanted: WantedPod | undefined
  readonly podName: string
  readonly labels: Readonly<Record<string, string>>
  readonly node: NodeInfo | undefined
  readonly isReady: boolean
  /** Order of creation. */
  readonly order: number
}

/** What came of creating pods or other objects: how many there are, and the server's words about the first that it refused. */
export interface Creation {
  readonly created: number
  readonly refusal?: string
}

/** What a controller can do, and see. */
export interface PodControl {
  readonly version: KubernetesVersion
  /** In order of arrival. */
  readonly nodes: readonly NodeInfo[]
  /** The pods that the controller has, in order of creation. */
  podsOf(controller: object): readonly OwnedPods[]
  /** Creates so many equal pods, or as many of them as the server takes. */
  create(controller: object, wanted: WantedPod, count: number): Creation
  /** Deletes so many of these pods, the youngest first. */
  delete(pods: OwnedPods, count: number): void
  /** Creates an object that is no pod, unless one of its name is there; `at` is where it is written, `key` its own where its name is not. */
  createObject(type: ResourceType, namespace: string, object: KubernetesObject, at: FieldRef, key?: string): Creation
  deleteObject(type: ResourceType, namespace: string, name: string): void
  event(type: 'Normal' | 'Warning', reason: string, about: ControllerName & { readonly namespace: string }, message: string): void
}
