import { podTemplateOf } from '../../cluster/expand/pod-template-of.ts'
import type { PodTemplate } from '../../cluster/pod-template.ts'
import type { Resource } from '../../cluster/resource.ts'
import type { Labels } from '../../k8s/label-selector.ts'
import type { KubernetesObject, Pod, PodSpec, Volume } from '../../k8s/types.ts'
import type { WantedPod } from '../rollout/index.ts'
import { type PodInfo, podInfo } from '../scheduler/index.ts'
import type { Volume as VolumeInRun } from '../volumes/index.ts'
import type { OwnerName } from './outcome.ts'

/** Pods that are equal but for what Kubernetes adds to their names, and whose they are. */
export interface PodSource {
  readonly resource: Resource
  readonly template: PodTemplate
  readonly info: PodInfo
  /** The object that the manifest declares. */
  readonly owner: OwnerName & { readonly namespace: string }
  readonly controller?: OwnerName
  readonly podName: string
  /** The volume that the pod scrubs: what happens to the pod is told of the volume, too. */
  readonly recycles?: string
  /** What their controller asked the server for. */
  readonly wanted?: WantedPod
}

/** The pods that a controller wants, as the server keeps them. */
export function wantedSource(wanted: WantedPod, spec: PodSpec, labels: Labels): PodSource {
  const { resource, template, namespace, controller, podName, selector } = wanted
  const owner = { kind: resource.type.kind, namespace, name: resource.name ?? '' }
  return { resource, template, info: podInfo(template, spec, labels, selector), owner, controller, podName, wanted }
}

/** A Pod that is declared as such; undefined where it has run its course. `stored` is the object as the server keeps it. */
export function barePod(resource: Resource, stored: KubernetesObject): PodSource | undefined {
  const template = podTemplateOf(resource)
  const { spec = {}, status, metadata } = stored as Pod
  if (template === undefined || status?.phase === 'Succeeded' || status?.phase === 'Failed') return undefined
  const podName = resource.name ?? `${metadata?.generateName ?? ''}<suffix>`
  const controlledBy = metadata?.ownerReferences?.find(({ controller }) => controller === true)
  return {
    resource,
    template,
    info: podInfo(template, spec as PodSpec, metadata?.labels ?? {}),
    owner: { kind: 'Pod', namespace: template.namespace, name: podName },
    ...(controlledBy !== undefined && { controller: { kind: controlledBy.kind ?? '', name: controlledBy.name ?? '' } }),
    podName,
  }
}

interface PersistentVolumeSource extends Volume {
  readonly nfs?: object
  readonly hostPath?: object
}
interface PersistentVolume extends KubernetesObject {
  readonly spec?: { readonly nfs?: object; readonly hostPath?: object }
}

/** The pod that scrubs a volume which nobody claims any more. Mirrors pkg/volume/util/recyclerclient and NewPersistentVolumeRecyclerPodTemplate, v1.36. */
export function recyclerPod({ name, at }: VolumeInRun): PodSource | undefined {
  if (at === undefined) return undefined
  const { resource } = at
  const { nfs, hostPath } = (resource.object as PersistentVolume).spec ?? {}
  const volume: PersistentVolumeSource = { name: 'vol', ...(nfs !== undefined && { nfs }), ...(hostPath !== undefined && { hostPath }) }
  const namespace = 'default'
  const podName = `recycler-for-${name}`
  const spec: PodSpec = { restartPolicy: 'Never', volumes: [volume], containers: [{ name: 'pv-recycler' }] }
  const specAt = at.child('spec')
  const metadata = { name: podName, namespace }
  const template: PodTemplate = { owner: resource, namespace, metadata, spec, metadataAt: at.child('metadata'), specAt, replicas: 1 }
  const owner = { kind: 'PersistentVolume', namespace: '', name }
  return { resource, template, info: podInfo(template, spec, {}), owner, podName, recycles: name }
}
