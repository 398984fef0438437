import type { Cluster } from '../../cluster/cluster.ts'
import type { Resource } from '../../cluster/resource.ts'
import type { SettledPods } from '../../cluster/settled-pods.ts'
import type { KubernetesObject } from '../../k8s/types.ts'
import type { EndpointSlice } from './endpoint-slice.ts'
import { selectedSlices } from './selected-slices.ts'
import { type Service, selectorOf } from './service.ts'
import { isMirrored, mirroredSlices, writtenSlice } from './written-slices.ts'

export type { Endpoint, EndpointPort, EndpointSlice } from './endpoint-slice.ts'
export { targetPortOf } from './resolve-ports.ts'
export type { ServicePort } from './service.ts'

/** The slices of every Service, in order of arrival of what they come from. `stored` gives an object as the server keeps it. */
export function endpointSlices(
  cluster: Cluster,
  pods: SettledPods,
  stored: (resource: Resource) => KubernetesObject
): readonly EndpointSlice[] {
  const slices: EndpointSlice[] = []
  for (const resource of cluster.ofKind('', 'Service')) {
    const { namespace, name } = resource
    if (namespace === null || name === null) continue
    const service: Service = stored(resource) as Service
    slices.push(...selectedSlices(namespace, name, service, pods))
    const endpoints = selectorOf(service) === undefined ? cluster.find('', 'Endpoints', namespace, name) : undefined
    if (endpoints !== undefined && isMirrored(endpoints.object)) slices.push(...mirroredSlices(endpoints.object, namespace, name))
  }
  for (const resource of cluster.ofKind('discovery.k8s.io', 'EndpointSlice')) {
    const slice = writtenSlice(stored(resource), resource.namespace ?? '')
    if (slice !== undefined) slices.push(slice)
  }
  return slices
}
