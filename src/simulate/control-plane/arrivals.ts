import type { Cluster } from '../../cluster/cluster.ts'
import type { Environment } from '../../cluster/environment.ts'
import type { Resource } from '../../cluster/resource.ts'
import type { Labels } from '../../k8s/label-selector.ts'
import type { KubernetesObject, Node, Service } from '../../k8s/types.ts'
import { NodeInfo, Snapshot } from '../scheduler/index.ts'
import { type PodSource, podSourceOf } from './pod-source.ts'

/** What happens to the control plane, in order. Nodes that come one behind the other come together. */
export type Arrival =
  | { readonly nodes: readonly NodeInfo[] }
  | { readonly service: { readonly namespace: string; readonly selector: Labels | undefined } }
  | { readonly source: PodSource }

/** The objects of a set that the control plane acts upon, as the server keeps them; of several definitions of one object the last. */
export function* arrivals(cluster: Cluster, environment: Environment): Iterable<Arrival> {
  const stored = new Map(environment.requests.map(({ resource, verdict }) => [resource, verdict.stored]))
  let nodes: NodeInfo[] = []
  for (const resource of cluster.resources) {
    if (isSuperseded(resource, cluster)) continue
    const { group, kind } = resource.type
    if (group === '' && kind === 'Node') {
      // as it is declared: the taint that admission gives a new node goes once its kubelet is ready
      nodes.push(new NodeInfo(resource, resource.object as Node, environment.world))
      continue
    }
    const object = stored.get(resource) ?? resource.object
    const arrival = arrivalOf(resource, object, cluster, environment)
    if (arrival === undefined) continue
    if (nodes.length > 0) yield { nodes }
    nodes = []
    yield arrival
  }
  if (nodes.length > 0) yield { nodes }
}

/** A control plane without nodes that knows the set's namespaces. */
export function newSnapshot(cluster: Cluster, environment: Environment): Snapshot {
  return new Snapshot(environment.version, name => ({
    ...cluster.find('', 'Namespace', null, name)?.object.metadata?.labels,
    'kubernetes.io/metadata.name': name,
  }))
}

function arrivalOf(resource: Resource, object: KubernetesObject, cluster: Cluster, environment: Environment): Arrival | undefined {
  if (resource.type.group === '' && resource.type.kind === 'Service')
    return { service: { namespace: resource.namespace ?? '', selector: (object as Service).spec?.selector } }
  const source = podSourceOf(resource, object, cluster, environment)
  return source === undefined ? undefined : { source }
}

function isSuperseded(resource: Resource, cluster: Cluster): boolean {
  const { type, namespace, name } = resource
  return name !== null && cluster.find(type.group, type.kind, namespace, name) !== resource
}
