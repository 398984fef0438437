import { type FieldPath, valueAt } from '../../../k8s/field-path.ts'
import type { KubernetesObject, ObjectMeta } from '../../../k8s/types.ts'
import type { ResourceType } from '../../../schema/resource-type.ts'
import type { JudgedPod } from './judged-pod.ts'

const inSpec: FieldPath = ['spec', 'template']

/** Where a kind has its pod, by `kind.group`. Mirrors pod-security-admission admission/admission.go ExtractPodSpec, v1.36. */
const places: ReadonlyMap<string, FieldPath> = new Map<string, FieldPath>([
  ['Pod.', []],
  ['PodTemplate.', ['template']],
  ['ReplicationController.', inSpec],
  ['ReplicaSet.apps', inSpec],
  ['Deployment.apps', inSpec],
  ['StatefulSet.apps', inSpec],
  ['DaemonSet.apps', inSpec],
  ['Job.batch', inSpec],
  ['CronJob.batch', ['spec', 'jobTemplate', 'spec', 'template']],
])

export function mayHavePodSpec({ kind, group }: ResourceType): boolean {
  return places.has(`${kind}.${group}`)
}

/** The pod that an object is or makes, and where its spec stands. */
export function podSpecOf(object: KubernetesObject, { kind, group }: ResourceType): { pod: JudgedPod; at: FieldPath } | undefined {
  const place = places.get(`${kind}.${group}`)
  if (place === undefined) return undefined
  const template = valueAt(object, place)
  const spec = valueAt(template, ['spec']) ?? {}
  const metadata = (valueAt(template, ['metadata']) ?? {}) as ObjectMeta
  return { pod: { metadata, spec }, at: [...place, 'spec'] }
}
