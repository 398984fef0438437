import { isExtendedResource } from '../../k8s/resource-names.ts'
import type { DeviceClaim, DevicePod } from './device-claim.ts'
import type { DeviceClassObject } from './objects.ts'

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
  const requests = resources.map(({ className, count }, index) => ({
    name: `container-0-request-${index}`,
    exactly: { deviceClassName: className, allocationMode: 'ExactCount', count },
  }))
  return {
    namespace: info.namespace,
    name: `${name}-extended-resources-<suffix>`,
    spec: { devices: { requests } },
    at: undefined,
    owner: name,
    allocation: undefined,
    reservedFor: new Map(),
  }
}
