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
  return (families.length === 0 ? ['IPv4'] : families).flatMap(addressType => {
    const reachable = running.filter(pod => hasAddressOf(pod, addressType))
    return slicesOf({ namespace, service: name, addressType }, reachable, service)
  })
}

type SliceName = Pick<EndpointSlice, 'namespace' | 'service' | 'addressType'>
type Writable<T> = { -readonly [Key in keyof T]: T[Key] }

interface Group {
  readonly ports: readonly EndpointPort[]
  readonly endpoints: Endpoint[]
}

function slicesOf(name: SliceName, pods: readonly SettledPod[], service: Service): readonly EndpointSlice[] {
  const { namespace, service: of, addressType } = name
  const groups = groupsOf(name, pods, service)
  if (groups.length === 0) return [{ namespace, service: of, addressType, ports: [], endpoints: [] }]
  return groups.flatMap(({ ports, endpoints }) =>
    filled(endpoints).map(list => ({ namespace, service: of, addressType, ports, endpoints: list }))
  )
}

/** The pods by the ports at which they answer. */
function groupsOf(name: SliceName, pods: readonly SettledPod[], service: Service): readonly Group[] {
  const byPorts = new Map<string, Group>()
  const bySpec = new Map<SettledPod['spec'], Group>()
  for (const pod of pods) {
    let group = bySpec.get(pod.spec)
    if (group === undefined) {
      const ports = resolvePorts(service, pod.spec)
      const key = JSON.stringify(ports)
      group = byPorts.get(key) ?? { ports, endpoints: [] }
      byPorts.set(key, group)
      bySpec.set(pod.spec, group)
    }
    group.endpoints.push(endpointOf(pod, name, service))
  }
  return [...byPorts.values()]
}

function endpointOf(pod: SettledPod, name: SliceName, { spec = {} }: Service): Endpoint {
  const { hostname, subdomain } = pod.spec as { readonly hostname?: string; readonly subdomain?: string }
  const addresses = pod.addresses.length === 0 ? [] : pod.addresses.filter(address => familyOf(address) === name.addressType)
  const endpoint: Writable<Endpoint> = { pod: pod.name, ready: pod.isReady || spec.publishNotReadyAddresses === true }
  if (addresses.length > 0) endpoint.addresses = addresses
  if (pod.node !== undefined) endpoint.node = pod.node
  if (hostname !== undefined && hostname !== '' && subdomain === name.service) endpoint.hostname = hostname
  if (pod.count > 1) endpoint.count = pod.count
  return endpoint
}

/** Endpoints cut into lists of which each fits into one slice. */
function filled(endpoints: readonly Endpoint[]): readonly (readonly Endpoint[])[] {
  if (endpoints.length <= maxEndpointsPerSlice && endpoints.every(({ count }) => count === undefined)) return [endpoints]
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
