import type { SettledPod, SettledPods } from '../../cluster/settled-pods.ts'
import type { Endpoint, EndpointPort, EndpointSlice } from './endpoint-slice.ts'
import { resolvePorts } from './resolve-ports.ts'
import { type Service, selectorOf } from './service.ts'

/** Mirrors the endpointslice controller's flag --max-endpoints-per-slice. */
const maxEndpointsPerSlice = 100

/** The slices of a Service that selects its pods: one for each address family and set of ports, an empty one where there are no pods. Mirrors the endpointslice reconciler, v1.36. */
export function selectedSlices(namespace: string, name: string, service: Service, pods: SettledPods): readonly EndpointSlice[] {
  const selector = selectorOf(service)
  if (selector === undefined) return []
  const running = pods.withLabels(namespace, selector).filter(pod => pod.isRunning)
  const families = service.spec?.ipFamilies ?? []
  return (families.length === 0 ? ['IPv4'] : families).flatMap(addressType =>
    slicesOf(
      { namespace, service: name, addressType },
      running.filter(pod => hasAddressOf(pod, addressType)),
      service
    )
  )
}

type SliceName = Pick<EndpointSlice, 'namespace' | 'service' | 'addressType'>

interface Group {
  readonly ports: readonly EndpointPort[]
  readonly endpoints: Endpoint[]
}

function slicesOf(name: SliceName, pods: readonly SettledPod[], service: Service): readonly EndpointSlice[] {
  const groups = new Map<string, Group>()
  const keys = new Map<SettledPod['spec'], string>()
  for (const pod of pods) {
    let key = keys.get(pod.spec)
    if (key === undefined) {
      const ports = resolvePorts(service, pod.spec)
      key = JSON.stringify(ports)
      keys.set(pod.spec, key)
      if (!groups.has(key)) groups.set(key, { ports, endpoints: [] })
    }
    groups.get(key)?.endpoints.push(endpointOf(pod, name, service))
  }
  if (groups.size === 0) return [{ ...name, ports: [], endpoints: [] }]
  return [...groups.values()].flatMap(({ ports, endpoints }) => filled(endpoints).map(list => ({ ...name, ports, endpoints: list })))
}

function endpointOf(pod: SettledPod, name: SliceName, { spec = {} }: Service): Endpoint {
  const { hostname, subdomain } = pod.spec as { readonly hostname?: string; readonly subdomain?: string }
  const addresses = pod.addresses.filter(address => familyOf(address) === name.addressType)
  return {
    pod: pod.name,
    ...(addresses.length > 0 && { addresses }),
    ready: pod.isReady || spec.publishNotReadyAddresses === true,
    ...(pod.node !== undefined && { node: pod.node }),
    ...(hostname !== undefined && hostname !== '' && subdomain === name.service && { hostname }),
    ...(pod.count > 1 && { count: pod.count }),
  }
}

/** Endpoints cut into lists of which each fits into one slice. */
function filled(endpoints: readonly Endpoint[]): readonly (readonly Endpoint[])[] {
  const slices: Endpoint[][] = []
  let room = 0
  for (const endpoint of endpoints)
    for (let left = endpoint.count ?? 1; left > 0; ) {
      if (room === 0) {
        slices.push([])
        room = maxEndpointsPerSlice
      }
      const taken = Math.min(left, room)
      const { count: _, ...single } = endpoint
      slices.at(-1)!.push(taken > 1 ? { ...single, count: taken } : single)
      left -= taken
      room -= taken
    }
  return slices
}

/** A pod whose addresses are not given is taken to have one of each family. */
function hasAddressOf({ addresses }: SettledPod, addressType: string): boolean {
  return addresses.length === 0 || addresses.some(address => familyOf(address) === addressType)
}

/** The address type of an IP address. */
export function familyOf(address: string): 'IPv4' | 'IPv6' {
  return address.includes(':') ? 'IPv6' : 'IPv4'
}
