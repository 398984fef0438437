import type { ServedCluster } from '../../cluster/apply/served-cluster.ts'
import type { Cluster } from '../../cluster/cluster.ts'
import type { Environment } from '../../cluster/environment.ts'
import { accepted, type Request } from '../../cluster/request.ts'
import type { Resource } from '../../cluster/resource.ts'
import type { Labels } from '../../k8s/label-selector.ts'
import type { KubernetesObject, Node, Service } from '../../k8s/types.ts'
import { isAtLeast } from '../../k8s/version.ts'
import { Devices } from '../devices/index.ts'
import { withAllocatable } from '../kubelet/index.ts'
import { NodeInfo, profilesOf, Snapshot } from '../scheduler/index.ts'
import { isVolumeObject, Volumes } from '../volumes/index.ts'
import { barePod, type PodSource } from './pod-source.ts'

/** What happens to the control plane, in order. Nodes that come one behind the other come together. */
export type Arrival =
  | { readonly nodes: readonly NodeInfo[] }
  | { readonly service: { readonly namespace: string; readonly selector: Labels | undefined } }
  | { readonly pod: PodSource }
  /** A workload, or whatever else controllers react to; `stored` is the object as the server keeps it. */
  | { readonly resource: Resource; readonly stored: KubernetesObject }

/** An object as the server keeps it. */
export interface StoredObject {
  readonly resource: Resource
  readonly stored: KubernetesObject
}

/** The objects of a set as the set leaves them; of several definitions of one object the last. */
export function* storedObjects(cluster: Cluster, { requests }: Pick<Environment, 'requests'>): Iterable<StoredObject> {
  const stored = new Map(requests.map(({ resource, verdict }) => [resource, verdict.stored]))
  for (const resource of cluster.resources)
    if (!isSuperseded(resource, cluster)) yield { resource, stored: stored.get(resource) ?? resource.object }
}

/** The objects of a set as they are sent to the server one after the other, each with what it finds there; the answers go to `answered`. */
export function* appliedObjects(
  cluster: Cluster,
  resources: readonly Resource[],
  served: ServedCluster,
  answered: (request: Request) => void
): Iterable<StoredObject> {
  for (const resource of cluster.resources) if (resource.role === 'cluster') yield { resource, stored: resource.object }
  for (const resource of resources) {
    const request = served.apply(resource)
    answered(request)
    if (accepted(request)) yield { resource, stored: request.verdict.stored }
  }
}

/** What the control plane acts upon among these objects. */
export function* arrivals(
  objects: Iterable<StoredObject>,
  { world, kubeletConfiguration }: Pick<Environment, 'world' | 'kubeletConfiguration'>
): Iterable<Arrival> {
  let nodes: NodeInfo[] = []
  for (const { resource, stored } of objects) {
    const { group, kind } = resource.type
    if (group === '' && kind === 'Node') {
      // as it is declared: the taint that admission gives a new node goes once its kubelet is ready
      nodes.push(new NodeInfo(resource, withAllocatable(resource.object as Node, kubeletConfiguration), world))
      continue
    }
    const arrival = arrivalOf(resource, stored)
    if (arrival === undefined) continue
    if (nodes.length > 0) yield { nodes }
    nodes = []
    yield arrival
  }
  if (nodes.length > 0) yield { nodes }
}

/** The first minor in which devices stand for extended resources by default (DRAExtendedResource). */
const extendedResourcesSince = 36

const podRules: ReadonlySet<string> = new Set(['Namespace.', 'LimitRange.', 'ResourceQuota.', 'ServiceAccount.'])
const globalPodRules: ReadonlySet<string> = new Set(['scheduling.k8s.io', 'node.k8s.io', 'admissionregistration.k8s.io'])

/** Whether what the server says about pods may depend on such an object. */
export function bearsOnPods({ type: { kind, group } }: Resource): boolean {
  return podRules.has(`${kind}.${group}`) || globalPodRules.has(group)
}

/** A control plane without nodes that knows the set's namespaces. */
export function newSnapshot(cluster: () => Cluster, environment: Environment, pick: 'first' | 'last'): Snapshot {
  const { version, world, provisioners = world === 'open' ? 'all' : 'none' } = environment
  const snapshot = new Snapshot(version, name => ({
    ...cluster().find('', 'Namespace', null, name)?.object.metadata?.labels,
    'kubernetes.io/metadata.name': name,
  }))
  snapshot.volumes = new Volumes({ world, provisioners, pick, nodeLabels: name => snapshot.byName.get(name)?.labels ?? {} })
  snapshot.devices = new Devices(environment.devices, isAtLeast(version, extendedResourcesSince))
  snapshot.profiles = profilesOf(environment.schedulerConfiguration)
  return snapshot
}

/** How many objects of a set claims and volumes depend on. */
export function countVolumeObjects(cluster: Cluster): number {
  return cluster.resources.filter(resource => isVolumeObject(resource.type) && !isSuperseded(resource, cluster)).length
}

function arrivalOf(resource: Resource, stored: KubernetesObject): Arrival | undefined {
  const { group, kind } = resource.type
  if (group === '' && kind === 'Service')
    return { service: { namespace: resource.namespace ?? '', selector: (stored as Service).spec?.selector } }
  if (group === '' && kind === 'Pod') {
    const pod = barePod(resource, stored)
    return pod === undefined ? undefined : { pod }
  }
  return { resource, stored }
}

function isSuperseded(resource: Resource, cluster: Cluster): boolean {
  const { type, namespace, name } = resource
  return name !== null && cluster.find(type.group, type.kind, namespace, name) !== resource
}
