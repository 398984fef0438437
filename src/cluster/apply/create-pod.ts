import { findResourceType } from '../../schema/resource-types.ts'
import type { Environment } from '../environment.ts'
import { accepted, type Request } from '../request.ts'
import type { Resource } from '../resource.ts'
import type { ApplyOptions } from './apply.ts'
import { definitionPlaces } from './missing-definition.ts'
import { ServedCluster } from './served-cluster.ts'

/**
 * How a controller creates a pod once a set is applied: it goes through the same server, which must be loaded for pods.
 * The pod itself is not kept.
 */
export function podCreator(requests: readonly Request[], options: ApplyOptions): NonNullable<Environment['createPod']> {
  const type = findResourceType('v1', 'Pod', options.version)
  let cluster: ServedCluster | undefined
  return (pod, namespace) => {
    cluster ??= clusterAfter(requests, options)
    return type === undefined ? { objections: [], warnings: [], stored: pod } : cluster.create(type, namespace, pod)
  }
}

/** A cluster of one's own to which none of these objects has been sent yet. */
export function clusterBefore(resources: readonly Resource[], options: ApplyOptions): ServedCluster {
  return new ServedCluster(options, definitionPlaces(resources))
}

/** A cluster of one's own, as these requests leave it. */
export function clusterAfter(requests: readonly Request[], options: ApplyOptions): ServedCluster {
  const cluster = new ServedCluster(options)
  for (const request of requests) if (options.refusedStay || accepted(request)) cluster.keep(request)
  return cluster
}
