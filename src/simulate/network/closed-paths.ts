import type { FieldRef } from '../../cluster/field-ref.ts'
import { FieldRef as Place } from '../../cluster/field-ref.ts'
import type { Resource } from '../../cluster/resource.ts'
import { valueAt } from '../../k8s/field-path.ts'
import type { Protocol } from './connections.ts'
import { controllersOf, frontsOf } from './controllers.ts'
import { explain } from './explain.ts'
import { gatewayRoutes } from './gateway-routes.ts'
import { type RoutedService, routedServices } from './ingress-routes.ts'
import { namedServices } from './named-services.ts'
import type { Network } from './network.ts'
import type { Direction } from './policy.ts'
import type { Step } from './query.ts'
import { portsOf, serviceTargets } from './service-targets.ts'
import type { Target } from './targets.ts'

/** A connection that the manifests need and their policies surely close. */
export interface ClosedPath {
  /** `need`: a workload is told to use it; `route`: a controller of the input sends there; `front`: no controller elsewhere can; `outside`: nobody outside can. */
  readonly kind: 'need' | 'route' | 'front' | 'outside'
  /** Who needs it. */
  readonly from: Resource
  /** The text that says so. */
  readonly at: FieldRef
  readonly source: string
  readonly service: Resource
  /** Whose pods are behind it. */
  readonly to: readonly Resource[]
  readonly port: number
  readonly protocol: Protocol
  /** The port of the pods, where it is the same for all. */
  readonly target: number | undefined
  /** Whose policies close it. */
  readonly direction: Direction
  readonly why: readonly Step[]
}

const known = new WeakMap<Network, readonly ClosedPath[]>()

/** Every connection that the input needs, by its text, its routes and its load balancers, and that its policies close. */
export function closedPaths(network: Network): readonly ClosedPath[] {
  if (network.policies.length === 0) return []
  const found = known.get(network) ?? [...closedNeeds(network), ...closedRoutes(network), ...closedBalancers(network)]
  known.set(network, found)
  return found
}

function closedNeeds(network: Network): readonly ClosedPath[] {
  const named = namedServices(network.cluster)
  if (named.length === 0) return []
  const byOwner = new Map<Resource, number[]>()
  for (const [member, { workload }] of network.universe.endpoints.entries()) {
    const own = byOwner.get(workload.resource)
    if (own === undefined) byOwner.set(workload.resource, [member])
    else own.push(member)
  }
  return named.flatMap(({ template: { owner }, at, source, service, port, protocol }) => {
    const sources = byOwner.get(owner) ?? []
    const need = { from: owner, at, source, service, port, protocol }
    return owner.role === 'input' ? closed(network, 'need', need, sources) : []
  })
}

function closedRoutes(network: Network): readonly ClosedPath[] {
  const routes = [...routedServices(network.cluster), ...gatewayRoutes(network.cluster)].filter(({ resource }) => resource.role === 'input')
  if (routes.length === 0) return []
  const others = strangers(network)
  return routes.flatMap(route => {
    const need = neededBy(network, route)
    if (need === undefined) return []
    const controllers = controllersOf(network, route.resource)
    return controllers.length > 0
      ? closed(network, 'route', need, controllers)
      : closed(network, 'front', need, others, () => frontsOf(network))
  })
}

function neededBy({ cluster }: Network, { resource, namespace, service: name, port, at }: RoutedService): Need | undefined {
  const service = cluster.find('', 'Service', namespace, name)
  const found = service && portsOf(service).find(each => port === undefined || each.port === port || each.name === port)
  if (service === undefined || found?.port === undefined) return undefined
  return { from: resource, at, source: '', service, port: found.port, protocol: (found.protocol ?? 'TCP') as Protocol }
}

function closedBalancers(network: Network): readonly ClosedPath[] {
  const balancers = network.cluster
    .ofKind('', 'Service')
    .filter(({ role, object }) => role === 'input' && valueAt(object, ['spec', 'type']) === 'LoadBalancer')
  if (balancers.length === 0) return []
  const others = strangers(network)
  return balancers.flatMap(service => {
    const at = new Place(service, ['spec', 'type'])
    const found = portsOf(service).flatMap(({ port, protocol = 'TCP' }) => {
      if (port === undefined) return []
      const need = { from: service, at, source: '', service, port, protocol: protocol as Protocol }
      return closed(network, 'outside', need, others, () => frontsOf(network))
    })
    return found.length === portsOf(service).length ? found.slice(0, 1) : []
  })
}

type Need = Pick<ClosedPath, 'from' | 'at' | 'source' | 'service' | 'port' | 'protocol'>

/** Everybody who is not in the input: addresses, and pods that policies speak of. */
function strangers({ universe }: Network): readonly number[] {
  return Array.from({ length: universe.size - universe.firstRange }, (_, i) => universe.firstRange + i)
}

/** A path that none of its sources may use to any of its targets; `others`: more sources, asked for where the first may not. */
function closed(
  network: Network,
  kind: ClosedPath['kind'],
  need: Need,
  first: readonly number[],
  others: () => readonly number[] = () => []
): readonly ClosedPath[] {
  const { service, port, protocol } = need
  const list = serviceTargets(network, `${service.namespace ?? ''}/${service.name ?? ''}`, protocol, port)?.list ?? []
  if (list.length === 0 || (kind === 'need' && list.some(({ member }) => first.includes(member)))) return []
  const isKnown = kind === 'need' || kind === 'route'
  const isOpen = (direction: Direction, source: number, target: Target): boolean => {
    if (direction === 'egress' && source >= network.universe.firstRange) return true
    const [subject, other] = direction === 'egress' ? [source, target.member] : [target.member, source]
    if (subject >= network.universe.firstRange) return true
    const { possible } = network.verdicts.at(network.oneSided(direction, subject, other))
    return network.connections.holds(possible, protocol, target.port)
  }
  const isPath = (source: number, target: Target): boolean => isOpen('egress', source, target) && isOpen('ingress', source, target)
  const isUsed = (source: number): boolean => list.some(target => isPath(source, target))
  if (first.some(isUsed)) return []
  const more = others()
  const source = first[0] ?? more[0]
  if (source === undefined || more.some(isUsed)) return []
  const target = list[0]!
  const direction = isKnown && !isOpen('egress', source, target) ? 'egress' : 'ingress'
  const [subject, other] = direction === 'egress' ? [source, target.member] : [target.member, source]
  const why = explain(network, { direction, subject, other, protocol, port: target.port }).filter(({ action }) => action === 'Deny')
  const same = list.every(each => each.port === target.port)
  const to = [...new Set(list.flatMap(({ member }) => network.universe.endpoints[member]?.workload.resource ?? []))]
  return why.length === 0 ? [] : [{ ...need, kind, to, target: same ? target.port : undefined, direction, why }]
}
