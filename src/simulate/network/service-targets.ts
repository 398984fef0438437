import { ByPlacedLabel } from '../../cluster/by-label.ts'
import type { Resource } from '../../cluster/resource.ts'
import { valueAt } from '../../k8s/field-path.ts'
import { matchesLabels } from '../../k8s/label-selector.ts'
import { addressOf } from './addresses.ts'
import type { Protocol } from './connections.ts'
import type { DeclaredPort } from './endpoint.ts'
import type { Network } from './network.ts'
import { reason } from './reasons.ts'
import type { Target, Targets } from './targets.ts'
import type { Universe } from './universe.ts'

/** A port of a Service. */
export interface ServicePort {
  readonly name?: string
  readonly protocol?: string
  readonly port?: number
  readonly targetPort?: number | string
}

/** Where a Service sends what arrives at one of its ports; undefined where there is no such Service. */
export function serviceTargets(network: Network, name: string, protocol: Protocol, port: number): Targets | undefined {
  const service = findService(network, name)
  if (service === undefined) return undefined
  const [namespace, own] = [service.namespace ?? '', service.name ?? '']
  if (valueAt(service.object, ['spec', 'type']) === 'ExternalName') return somewhereOutside(network, port)
  const differ = reason('replica')
  const written = valueAt(service.object, ['spec', 'selector'])
  const selector = typeof written === 'object' && written !== null ? (written as Readonly<Record<string, string>>) : {}
  const wanted = portsOf(service).find(each => each.port === port && (each.protocol ?? 'TCP') === protocol)
  const isHeadless = valueAt(service.object, ['spec', 'clusterIP']) === 'None'
  if (Object.keys(selector).length === 0)
    return { list: wanted === undefined ? [] : manualTargets(network, namespace, own, wanted), differ }
  if (wanted === undefined && !isHeadless) return { list: [], differ }
  const list = selectedMembers(network, namespace, selector).flatMap(member => {
    const { ports } = network.universe.endpoints[member]!
    // the client connects to the pod itself
    const target = isHeadless ? port : targetPort(wanted!, protocol, ports)
    return target === undefined ? [] : [{ member, port: target }]
  })
  return { list, differ }
}

/** Whether what comes from outside through a Service may arrive with a node's address in place of the client's. */
export function hidesSource(network: Network, name: string): boolean {
  const spec = valueAt(findService(network, name)?.object, ['spec'])
  const type = valueAt(spec, ['type'])
  return (type === 'NodePort' || type === 'LoadBalancer') && valueAt(spec, ['externalTrafficPolicy']) !== 'Local'
}

function findService({ cluster }: Network, name: string): Resource | undefined {
  const slash = name.indexOf('/')
  return cluster.find('', 'Service', name.slice(0, slash), name.slice(slash + 1))
}

/** A name outside of the cluster may have any address. */
function somewhereOutside({ universe }: Network, port: number): Targets {
  const list = universe.ranges.map((_, i) => ({ member: universe.firstRange + i, port }))
  return { list, differ: reason('external-name') }
}

/** The ports of a Service. */
export function portsOf(service: Resource): readonly ServicePort[] {
  const ports = valueAt(service.object, ['spec', 'ports'])
  return Array.isArray(ports) ? (ports as readonly ServicePort[]) : []
}

/** Endpoints that a Service's selector selects. */
export function selectedMembers({ universe }: Network, namespace: string, selector: Readonly<Record<string, string>>): readonly number[] {
  const byLabel = membersByLabel(universe)
  const lists = Object.entries(selector).map(([key, value]) => byLabel.of(namespace, key, value))
  const rarest = lists.reduce((least, list) => (list.length < least.length ? list : least), lists[0] ?? [])
  return rarest.filter(member => matchesLabels(selector, universe.endpoints[member]!.labels))
}

const indexes = new WeakMap<Universe, ByPlacedLabel<number>>()

function membersByLabel(universe: Universe): ByPlacedLabel<number> {
  const known = indexes.get(universe)
  if (known !== undefined) return known
  const byLabel = new ByPlacedLabel<number>()
  for (const [member, { namespace, labels }] of universe.endpoints.entries())
    for (const key of Object.keys(labels)) byLabel.add(namespace, key, labels[key]!, member)
  indexes.set(universe, byLabel)
  return byLabel
}

/** A number is taken as it is, whether or not a container declares it. Mirrors pkg/api/v1/pod/util.go FindPort, v1.36. */
export function targetPort(port: ServicePort, protocol: Protocol, declared: readonly DeclaredPort[]): number | undefined {
  const { targetPort: target } = port
  if (typeof target === 'string') return declared.find(({ name, protocol: own }) => name === target && own === protocol)?.port
  return target || port.port
}

/** Endpoints that somebody wrote by hand for a Service without a selector. */
function manualTargets(network: Network, namespace: string, name: string, wanted: ServicePort): readonly Target[] {
  const slices = network.cluster
    .ofKind('discovery.k8s.io', 'EndpointSlice')
    .filter(slice => slice.namespace === namespace && valueAt(slice.object, ['metadata', 'labels', 'kubernetes.io/service-name']) === name)
  const fromSlices = slices.flatMap(({ object }) =>
    listAt(object, ['endpoints']).flatMap(endpoint => targets(network, listAt(endpoint, ['addresses']), listAt(object, ['ports']), wanted))
  )
  const object = network.cluster.find('', 'Endpoints', namespace, name)?.object
  const fromEndpoints = listAt(object, ['subsets']).flatMap(subset => {
    const addresses = listAt(subset, ['addresses']).map(address => valueAt(address, ['ip']))
    return targets(network, addresses, listAt(subset, ['ports']), wanted)
  })
  return [...fromSlices, ...fromEndpoints]
}

function targets(network: Network, addresses: readonly unknown[], ports: readonly unknown[], wanted: ServicePort): readonly Target[] {
  const own = ports.find(port => (valueAt(port, ['name']) ?? '') === (wanted.name ?? ''))
  const port = valueAt(own, ['port'])
  if (typeof port !== 'number') return []
  return addresses.flatMap(text => {
    const address = typeof text === 'string' ? addressOf(text) : undefined
    if (address === undefined) return []
    const { universe } = network
    const pod = universe.endpoints.findIndex(({ addresses: known }) =>
      known.some(({ family, value }) => family === address.family && value === address.value)
    )
    const member = pod === -1 ? universe.rangeOf(address.family, address.value) : pod
    return member === undefined ? [] : [{ member, port }]
  })
}

function listAt(value: unknown, path: readonly string[]): readonly unknown[] {
  const list = valueAt(value, path)
  return Array.isArray(list) ? list : []
}
