import { Cluster } from '../../src/cluster/cluster.ts'
import type { Environment } from '../../src/cluster/environment.ts'
import { podTemplateOf } from '../../src/cluster/expand/pod-template-of.ts'
import type { Resource, Role } from '../../src/cluster/resource.ts'
import type { KubernetesObject, Node, PodSpec } from '../../src/k8s/types.ts'
import { NodeInfo, podInfo, type QueuedPod, Snapshot } from '../../src/simulate/scheduler/index.ts'

const groups: Readonly<Record<string, string>> = {
  Deployment: 'apps',
  ReplicaSet: 'apps',
  PriorityClass: 'scheduling.k8s.io',
  PodDisruptionBudget: 'policy',
  StatefulSet: 'apps',
  DaemonSet: 'apps',
  Job: 'batch',
  CronJob: 'batch',
  StorageClass: 'storage.k8s.io',
  CSINode: 'storage.k8s.io',
  CSIDriver: 'storage.k8s.io',
  CSIStorageCapacity: 'storage.k8s.io',
  VolumeAttachment: 'storage.k8s.io',
  DeviceClass: 'resource.k8s.io',
  ResourceSlice: 'resource.k8s.io',
  ResourceClaim: 'resource.k8s.io',
  ResourceClaimTemplate: 'resource.k8s.io',
}
const clusterScoped = new Set([
  'Node',
  'Namespace',
  'PriorityClass',
  'PersistentVolume',
  'StorageClass',
  'CSINode',
  'CSIDriver',
  'VolumeAttachment',
  'DeviceClass',
  'ResourceSlice',
])
let order = 0

/** A declared object, as `cluster` would hold it. */
export function resource(kind: string, name: string, fields: object, role: Role = 'input'): Resource {
  const group = groups[kind] ?? ''
  const namespaced = !clusterScoped.has(kind)
  const { metadata, ...rest } = fields as KubernetesObject
  const object = { kind, metadata: { name, ...metadata }, ...rest }
  const type = { apiVersion: group === '' ? 'v1' : `${group}/v1`, group, version: 'v1', kind, plural: '', namespaced }
  const namespace = namespaced ? (metadata?.namespace ?? 'shop') : null
  const document = undefined as never
  return { type, namespace, name, object, written: object, decodeErrors: [], document, root: [], role, order: order++ }
}

/** What differs from a node of 4 cpu and 8Gi. */
export interface NodeFields {
  readonly labels?: Readonly<Record<string, string>>
  readonly spec?: Node['spec']
  readonly capacity?: Readonly<Record<string, string>>
  readonly images?: NonNullable<Node['status']>['images']
}

/** A Node with its hostname label. */
export function node(name: string, { labels = {}, spec = {}, capacity, images }: NodeFields = {}): Resource {
  const resources = { cpu: '4', memory: '8Gi', 'ephemeral-storage': '100Gi', pods: '110', ...capacity }
  return resource('Node', name, {
    metadata: { labels: { 'kubernetes.io/hostname': name, ...labels } },
    spec,
    status: { capacity: resources, ...(images !== undefined && { images }) },
  })
}

/** A pod spec with one container that asks for this. */
export function requesting(requests: Readonly<Record<string, string>>, spec: PodSpec = {}): PodSpec {
  return { containers: [{ name: 'app', image: 'app:1', resources: { requests } }], ...spec }
}

/** A bare Pod in namespace shop. */
export function pod(name: string, spec: PodSpec = {}, labels: Readonly<Record<string, string>> = {}): Resource {
  return resource('Pod', name, { metadata: { labels }, spec: { containers: [{ name: 'app', image: 'app:1' }], ...spec } })
}

/** A Deployment whose pods have the label app. */
export function deployment(name: string, replicas: number, spec: PodSpec): Resource {
  const labels = { app: name }
  return resource('Deployment', name, { spec: { replicas, selector: { matchLabels: labels }, template: { metadata: { labels }, spec } } })
}

/** Kubernetes 1.36, all objects given. */
export const closedWorld: Environment = { version: { minor: 36 }, world: 'closed', requests: [] }
/** Kubernetes 1.36, where more may exist. */
export const openWorld: Environment = { ...closedWorld, world: 'open' }

/** A set of these objects in order of arrival. */
export function cluster(...resources: readonly Resource[]): Cluster {
  return new Cluster(resources)
}

/** A pod as the scheduler's queue holds it. */
export function queued(declared: Resource): QueuedPod {
  const template = podTemplateOf(declared)!
  return { info: podInfo(template, template.spec, template.metadata.labels ?? {}), name: declared.name!, order: declared.order }
}

/** Nodes with pods on them: `[node, ...pods]` each. */
export function snapshot(nodes: readonly (readonly [Resource, ...Resource[]])[], minor = 36, patch?: number): Snapshot {
  const made = new Snapshot(patch === undefined ? { minor } : { minor, patch }, name => ({ 'kubernetes.io/metadata.name': name }))
  for (const [declared, ...pods] of nodes) {
    const info = new NodeInfo(declared, declared.object as Node, 'closed')
    made.addNode(info)
    for (const placed of pods) made.addPod(queued(placed), info)
  }
  return made
}
