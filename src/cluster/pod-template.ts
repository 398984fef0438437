import type { ObjectMeta, PodSpec } from '../k8s/types.ts'
import type { FieldRef } from './field-ref.ts'
import type { Resource } from './resource.ts'

/** A pod as it is written: a bare Pod, or the template of a workload. */
export interface PodTemplate {
  /** The object that the manifest declares. */
  readonly owner: Resource
  readonly namespace: string
  readonly metadata: ObjectMeta
  readonly spec: PodSpec
  /** Where the metadata and the spec are written. */
  readonly metadataAt: FieldRef
  readonly specAt: FieldRef
  /** How many pods the owner asks for; undefined where it is not a number in the text (a DaemonSet, a Job's completions). */
  readonly replicas: number | undefined
}
