import type { ServerRequest } from '../../apiserver/index.ts'
import type { KubernetesObject } from '../../k8s/types.ts'
import { findResourceType } from '../../schema/resource-types.ts'
import type { Environment } from '../environment.ts'
import { accepted, type Request } from '../request.ts'
import type { ApplyOptions } from './apply.ts'
import { StoredObjects } from './stored-objects.ts'

/**
 * How a controller creates a pod once a set is applied: it goes through the same server, which must be loaded for pods.
 * The pod itself is not kept.
 */
export function podCreator(requests: readonly Request[], options: ApplyOptions): NonNullable<Environment['createPod']> {
  const type = findResourceType('v1', 'Pod', options.version)
  let objects: StoredObjects | undefined
  return (pod: KubernetesObject, namespace: string) => {
    objects ??= storedAfter(requests, options)
    if (type === undefined) return { objections: [], warnings: [], stored: pod }
    const request: ServerRequest = {
      operation: 'create',
      type,
      object: options.server.defaults(pod, type),
      namespace,
      name: pod.metadata?.name ?? null,
      fromController: true,
      decodeErrors: [],
    }
    return options.server.handle(request, objects)
  }
}

function storedAfter(requests: readonly Request[], { world, cluster, refusedStay }: ApplyOptions): StoredObjects {
  const objects = new StoredObjects(world)
  for (const resource of cluster) objects.store(resource, resource.object)
  for (const request of requests) if (refusedStay || accepted(request)) objects.store(request.resource, request.verdict.stored)
  return objects
}
