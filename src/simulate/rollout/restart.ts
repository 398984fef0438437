import type { KubernetesObject } from '../../k8s/types.ts'
import type { WorkloadController } from './controller.ts'
import { deploymentSpec, fenceposts } from './deployment-spec.ts'
import { workloadTemplate } from './wanted-pods.ts'

interface WithWait extends KubernetesObject {
  readonly spec?: { readonly minReadySeconds?: number }
}

/** Has a controller replace its pods by others of the same template, all the time in the world given. Mirrors kubectl rollout restart, v1.36. */
export function restartWorkload(controller: WorkloadController, stored: KubernetesObject): void {
  const template = workloadTemplate(controller.resource, stored)
  if (template === undefined) return
  const { kept } = template
  const annotations = { ...kept.metadata.annotations, 'kubectl.kubernetes.io/restartedAt': '<now>' }
  const restarted = { ...kept, metadata: { ...kept.metadata, annotations }, spec: { ...kept.spec } }
  const patient: WithWait = { ...stored, spec: { ...(stored as WithWait).spec, minReadySeconds: 0 } }
  controller.update(controller.resource, patient, { ...template, kept: restarted })
}

/** Whether a rolling update keeps every old pod until a new one is ready. */
export function restartHoldsOldPods({ kind, resource, desired }: WorkloadController): boolean {
  if (kind !== 'Deployment') return false
  const spec = { ...deploymentSpec(resource.object), replicas: desired }
  return !spec.isRecreate && fenceposts(spec).unavailable === 0
}
