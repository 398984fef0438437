import type { ApiServer } from '../../apiserver/index.ts'
import type { KubernetesVersion } from '../../k8s/version.ts'
import type { Request } from '../request.ts'
import type { Resource } from '../resource.ts'
import { ServedCluster } from './served-cluster.ts'

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
  const cluster = new ServedCluster(options)
  return resources.map(resource => cluster.apply(resource))
}
