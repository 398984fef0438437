import type { Cluster } from '../../cluster/cluster.ts'
import type { Environment } from '../../cluster/environment.ts'
import { podTemplateOf } from '../../cluster/expand/pod-template-of.ts'
import type { PodTemplate } from '../../cluster/pod-template.ts'
import type { Resource } from '../../cluster/resource.ts'
import type { Labels } from '../../k8s/label-selector.ts'
import type { KubernetesObject, LabelSelector, Pod, PodSpec } from '../../k8s/types.ts'
import { type PodInfo, podInfo } from '../scheduler/index.ts'
import { admitPod } from './admitted-pod.ts'
import type { OwnerName } from './outcome.ts'

/** Pods that are equal but for what Kubernetes adds to their names, and who wants how many of them. */
export interface PodSource {
  readonly resource: Resource
  readonly template: PodTemplate
  readonly info: PodInfo
  /** The object that the manifest declares. */
  readonly owner: OwnerName & { readonly namespace: string }
  readonly controller?: OwnerName
  readonly podName: string
  readonly count: number
  /** The server's words where it refuses such pods. */
  readonly refusal?: string
}

interface Workload extends KubernetesObject {
  readonly spec?: { readonly selector?: LabelSelector; readonly paused?: boolean }
}

const templateHash = 'pod-template-hash'

/** The pods that an object brings; undefined where it brings none, or others create them. `stored` is the object as the server keeps it. */
export function podSourceOf(
  resource: Resource,
  stored: KubernetesObject,
  cluster: Cluster,
  environment: Environment
): PodSource | undefined {
  const template = podTemplateOf(resource)
  const kept = podTemplateOf({ ...resource, object: stored })
  if (template === undefined || kept === undefined) return undefined
  const { kind } = resource.type
  const owner = { kind, namespace: template.namespace, name: resource.name ?? '' }
  if (kind === 'Pod') return barePod(resource, template, stored, owner)
  if (resource.role === 'cluster' || !isSimulated(resource)) return undefined
  const { selector, paused } = (stored as Workload).spec ?? {}
  if (paused === true) return undefined
  const isDeployment = kind === 'Deployment'
  const controller = isDeployment ? { kind: 'ReplicaSet', name: `${owner.name}-<hash>` } : { kind, name: owner.name }
  const hash: Labels = isDeployment ? { [templateHash]: `${owner.name}-<hash>` } : {}
  const labels: Labels = { ...kept.metadata.labels, ...hash }
  const admitted = admitPod(kept, `${controller.name}-`, labels, cluster, environment)
  return {
    resource,
    template,
    info: podInfo(template, admitted.spec, admitted.labels, controllerSelector(kind, selector, hash)),
    owner,
    controller,
    podName: `${controller.name}-<suffix>`,
    count: Math.max(0, kept.replicas ?? 0),
    ...(admitted.refusal !== undefined && { refusal: admitted.refusal }),
  }
}

const kinds: ReadonlySet<string> = new Set(['Pod.', 'Deployment.apps', 'ReplicaSet.apps', 'ReplicationController.'])

/** Whether the pods of such an object are simulated: those that are all equal and wanted at once. */
export function isSimulated({ type }: Resource): boolean {
  return kinds.has(`${type.kind}.${type.group}`)
}

function barePod(resource: Resource, template: PodTemplate, stored: KubernetesObject, owner: PodSource['owner']): PodSource | undefined {
  const { spec = {}, status, metadata } = stored as Pod
  if (status?.phase === 'Succeeded' || status?.phase === 'Failed') return undefined
  const podName = resource.name ?? `${metadata?.generateName ?? ''}<suffix>`
  const controlledBy = metadata?.ownerReferences?.find(({ controller }) => controller === true)
  return {
    resource,
    template,
    info: podInfo(template, spec as PodSpec, metadata?.labels ?? {}),
    owner: { ...owner, name: podName },
    ...(controlledBy !== undefined && { controller: { kind: controlledBy.kind ?? '', name: controlledBy.name ?? '' } }),
    podName,
    count: 1,
  }
}

function controllerSelector(kind: string, selector: LabelSelector | undefined, hash: Labels): LabelSelector | undefined {
  if (kind === 'ReplicationController') return { matchLabels: (selector ?? {}) as Labels }
  return { ...selector, matchLabels: { ...selector?.matchLabels, ...hash } }
}
