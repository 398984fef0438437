import type { ApiServer } from '../../apiserver/index.ts'
import type { KubernetesVersion } from '../../k8s/version.ts'
import type { Request } from '../request.ts'
import type { Resource } from '../resource.ts'
import { StoredObjects } from './stored-objects.ts'

export interface ApplyOptions {
  readonly server: ApiServer
  readonly world: 'open' | 'closed'
  readonly version: KubernetesVersion
  /** Whether an object that the server refuses still counts as there for those after it, so that one mistake is one finding. */
  readonly refusedStay: boolean
  /** What is already there, in order of arrival. */
  readonly cluster: readonly Resource[]
}

/** Sends each object in order to the server, as `kubectl apply` does. */
export function apply(resources: readonly Resource[], options: ApplyOptions): readonly Request[] {
  const { server, world, refusedStay, cluster } = options
  const objects = new StoredObjects(world)
  for (const resource of cluster) objects.store(resource, resource.object)
  return resources.map(resource => {
    const old = objects.of(resource)
    const verdict = server.handle(
      {
        operation: old === undefined ? 'create' : 'update',
        type: resource.type,
        object: resource.object,
        ...(old === undefined ? {} : { old }),
        namespace: resource.namespace,
        name: resource.name,
        decodeErrors: resource.decodeErrors,
        ...(resource.decodeMessage === undefined ? {} : { decodeMessage: resource.decodeMessage }),
      },
      objects
    )
    if (refusedStay || verdict.objections.length === 0) objects.store(resource, verdict.stored)
    return { resource, operation: old === undefined ? 'create' : 'update', verdict }
  })
}
