import type { Request } from '../request.ts'
import type { Resource } from '../resource.ts'
import type { ApplyOptions } from './apply-options.ts'
import { definitionPlaces } from './missing-definition.ts'
import type { Recall } from './recall.ts'
import { ServedCluster } from './served-cluster.ts'

/** Sends each object in order to the server, as `kubectl apply` does; not those whose answer is known. */
export function apply(resources: readonly Resource[], options: ApplyOptions, recall?: Recall): readonly Request[] {
  const cluster = new ServedCluster(options, definitionPlaces(resources), [], recall)
  return resources.map(resource => cluster.apply(resource))
}
