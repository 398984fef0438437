import { podTemplateOf } from '../../cluster/expand/pod-template-of.ts'
import type { PodTemplate } from '../../cluster/pod-template.ts'
import type { Resource } from '../../cluster/resource.ts'
import type { KubernetesObject, LabelSelector, ObjectMeta } from '../../k8s/types.ts'
import type { ControllerName, WantedPod } from './wanted-pod.ts'

/** What the pods of one template have beside it. */
export interface OwnMetadata {
  readonly name?: string
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
}

/** A workload's template: as it is written, and as the server keeps it. */
export interface WorkloadTemplate {
  readonly written: PodTemplate
  readonly kept: PodTemplate
}

/** The template of a workload; undefined where it has none. `stored` is the object as the server keeps it. */
export function workloadTemplate(resource: Resource, stored: KubernetesObject): WorkloadTemplate | undefined {
  const written = podTemplateOf(resource)
  const kept = podTemplateOf({ ...resource, object: stored })
  return written === undefined || kept === undefined ? undefined : { written, kept }
}

/** The pod that a controller makes of a template. Mirrors pkg/controller/controller_utils.go GetPodFromTemplate, v1.36. */
export function wantedPod(
  { written, kept }: WorkloadTemplate,
  controller: ControllerName,
  own: OwnMetadata = {},
  selector?: LabelSelector
): WantedPod {
  const { namespace } = kept
  const labels = { ...kept.metadata.labels, ...own.labels }
  const annotations = { ...kept.metadata.annotations, ...own.annotations }
  const metadata: ObjectMeta = {
    ...(own.name === undefined ? { generateName: `${controller.name}-` } : { name: own.name }),
    namespace,
    ...(Object.keys(labels).length > 0 && { labels }),
    ...(Object.keys(annotations).length > 0 && { annotations }),
  }
  return {
    resource: written.owner,
    template: written,
    object: { apiVersion: 'v1', kind: 'Pod', metadata, spec: kept.spec },
    podName: own.name ?? `${controller.name}-<suffix>`,
    namespace,
    controller,
    ...(selector !== undefined && { selector }),
  }
}

/** Whether two templates make the same pods. */
export function isSameTemplate(a: WorkloadTemplate, b: WorkloadTemplate): boolean {
  return JSON.stringify([a.kept.metadata, a.kept.spec]) === JSON.stringify([b.kept.metadata, b.kept.spec])
}
