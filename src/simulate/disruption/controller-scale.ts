import type { Cluster } from '../../cluster/cluster.ts'
import type { Resource } from '../../cluster/resource.ts'
import { apiGroup } from '../../k8s/api-group.ts'
import type { KubernetesObject } from '../../k8s/types.ts'
import type { FindScale } from './expected-pods.ts'

/** The number of replicas that a workload asks for at the moment. */
export type ReplicasOf = (workload: Resource) => number

/** The kinds that have a number of replicas, by `kind.group`. */
const scalable: ReadonlySet<string> = new Set(['Deployment.apps', 'ReplicaSet.apps', 'StatefulSet.apps', 'ReplicationController.'])

/** Finds what scales a pod: the Deployment where a ReplicaSet of one controls it. Mirrors pkg/controller/disruption finders, v1.36. */
export function scaleFinder(cluster: Cluster, replicasOf: ReplicasOf): FindScale {
  return ({ namespace, resource, controller }) => {
    if (controller === undefined) return undefined
    const found = resource.type.kind === 'Pod' ? topController(cluster, namespace, resource, controller) : resource
    if (found === undefined) return undefined
    const { group, kind, plural } = found.type
    if (!scalable.has(`${kind}.${group}`))
      return { noScale: kind === 'CronJob' ? 'jobs.batch' : group === '' ? plural : `${plural}.${group}` }
    return { controller: found, replicas: replicasOf(found) }
  }
}

interface Named {
  readonly kind: string
  readonly name: string
}

/** What controls a pod that is declared as such, or adopted. */
function topController(cluster: Cluster, namespace: string, pod: Resource, controller: Named): Resource | undefined {
  const own = find(cluster, namespace, pod, controller)
  if (own?.type.kind !== 'ReplicaSet') return own ?? adopter(cluster, namespace, controller)
  const above = own.object.metadata?.ownerReferences?.find(reference => reference.controller === true)
  return above?.kind === 'Deployment' && above.name !== undefined ? cluster.find('apps', 'Deployment', namespace, above.name) : own
}

function find(cluster: Cluster, namespace: string, { object }: Resource, { kind, name }: Named): Resource | undefined {
  const written = object.metadata?.ownerReferences?.find(reference => reference.controller === true)
  const apiVersion = written?.apiVersion ?? ''
  const group = apiGroup(apiVersion)
  return cluster.find(written === undefined ? groupOf(kind) : group, kind, namespace, name)
}

/** A pod that a Deployment's ReplicaSet took over: its name begins with the Deployment's. */
function adopter(cluster: Cluster, namespace: string, { kind, name }: Named): Resource | undefined {
  const end = name.lastIndexOf('-')
  return kind === 'ReplicaSet' && end > 0 ? cluster.find('apps', 'Deployment', namespace, name.slice(0, end)) : undefined
}

function groupOf(kind: string): string {
  if (kind === 'ReplicationController') return ''
  return kind === 'Job' ? 'batch' : 'apps'
}

/** The number of replicas that is written in a workload. */
export function writtenReplicas(object: KubernetesObject): number {
  const replicas = (object.spec as { readonly replicas?: unknown } | undefined)?.replicas
  return typeof replicas === 'number' ? replicas : 1
}
