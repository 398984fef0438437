import { isSidecar } from '../../k8s/pod-requests.ts'
import { quantityValue } from '../../k8s/quantity.ts'
import { isExtendedResource } from '../../k8s/resource-names.ts'
import type { Container } from '../../k8s/types.ts'
import type { DeviceClaim, DevicePod } from './device-claim.ts'
import type { DeviceClassObject } from './objects.ts'
import { quantityOf } from './pools.ts'

/** Every class can be asked for by a name of its own, too. */
const implicitPrefix = 'deviceclass.resource.kubernetes.io/'

/** An extended resource that devices of a class stand for. */
export interface ExtendedResource {
  readonly resource: string
  readonly className: string
  readonly count: number
}

/** What a pod asks for as extended resources that devices stand for. Mirrors dynamic-resource-allocation/deviceclass/extendedresourcecache, v1.36. */
export function extendedResourcesOf(pod: DevicePod, classes: ReadonlyMap<string, DeviceClassObject>): readonly ExtendedResource[] {
  const scalars = pod.info.requests?.scalars
  if (scalars === undefined || scalars.size === 0 || classes.size === 0) return []
  return [...scalars].flatMap(([resource, count]) => {
    const mayStandFor = isExtendedResource(resource) || resource.startsWith(implicitPrefix)
    const className = count > 0 && mayStandFor ? classFor(resource, classes) : undefined
    return className === undefined ? [] : [{ resource, className, count }]
  })
}

/** Of several classes the newest, of those as old the first by name. */
function classFor(resource: string, classes: ReadonlyMap<string, DeviceClassObject>): string | undefined {
  const named = resource.startsWith(implicitPrefix) ? resource.slice(implicitPrefix.length) : ''
  if (classes.has(named)) return named
  const created = (name: string): string =>
    (classes.get(name)?.metadata as { readonly creationTimestamp?: string } | undefined)?.creationTimestamp ?? ''
  const found = [...classes].filter(([, { spec }]) => spec?.extendedResourceName === resource).map(([name]) => name)
  return found.sort((a, b) => (created(a) === created(b) ? (a < b ? -1 : 1) : created(a) > created(b) ? -1 : 1))[0]
}

/** The claim that the scheduler makes for them. Mirrors pkg/scheduler/framework/plugins/dynamicresources extendeddynamicresources.go, v1.36. */
export function extendedResourceClaim({ name, info }: DevicePod, resources: readonly ExtendedResource[]): DeviceClaim {
  return {
    namespace: info.namespace,
    name: `${name}-extended-resources-<suffix>`,
    spec: { devices: { requests: requestsOf(info.spec, resources) } },
    at: undefined,
    owner: name,
    allocation: undefined,
    reservedFor: new Map(),
  }
}

/** So many devices for one container. */
interface ContainerRequest {
  readonly name: string
  readonly count: number
}

/** One request for each container and resource; init containers use the devices of those that come after them, and one request between them for what they need besides. Mirrors createRequestsAndMappings, v1.36. */
function requestsOf({ initContainers = [], containers = [] }: DevicePod['info']['spec'], resources: readonly ExtendedResource[]) {
  const all = [...initContainers, ...containers]
  const isShortLived = (index: number): boolean => index < initContainers.length && !isSidecar(all[index]!)
  return [...resources]
    .sort((a, b) => (a.resource < b.resource ? -1 : 1))
    .flatMap(({ resource, className }) => {
      const lasting = all.map((container, index) => (isShortLived(index) ? undefined : requestOf(container, index, resource, 0)))
      let largest: ContainerRequest | undefined
      for (const [index, container] of all.entries()) {
        if (!isShortLived(index)) continue
        const reused = lasting.slice(index).reduce((sum, request) => sum + (request?.count ?? 0), 0)
        const request = requestOf(container, index, resource, reused)
        if (request !== undefined && (largest === undefined || largest.count < request.count)) largest = request
      }
      return [largest, ...lasting].flatMap(request =>
        request === undefined
          ? []
          : [{ name: request.name, exactly: { deviceClassName: className, allocationMode: 'ExactCount', count: request.count } }]
      )
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** What a container needs beyond what it may reuse. */
function requestOf({ resources }: Container, index: number, resource: string, reused: number): ContainerRequest | undefined {
  const requests = resources?.requests ?? {}
  if (!Object.hasOwn(requests, resource)) return undefined
  const wanted = Number(quantityValue(quantityOf(requests[resource])))
  if (wanted === 0 || (reused > 0 && reused >= wanted)) return undefined
  const place = Object.keys(requests).sort().indexOf(resource)
  return { name: `container-${index}-request-${place}`, count: wanted - reused }
}
