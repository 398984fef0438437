import type { FieldRef } from '../../cluster/field-ref.ts'
import type { Resource } from '../../cluster/resource.ts'
import { valueAt } from '../../k8s/field-path.ts'
import { blocksAt } from './blocks-inside-cluster.ts'
import type { CompiledPolicy } from './compiled-policy.ts'
import type { Protocol } from './connections.ts'
import type { Network } from './network.ts'
import { isPrivate } from './pod-addresses.ts'
import { inputRules } from './rule-destinations.ts'
import { portsOf, targetPort } from './service-targets.ts'
import { servicesByPod } from './services-by-pod.ts'

/** An ipBlock of clients whose addresses a Service hides from the pods. */
export interface HiddenClients {
  readonly policy: CompiledPolicy['policy']
  readonly at: FieldRef
  readonly cidr: string
  readonly service: Resource
  readonly type: string
}

/** Load balancers that send to pods themselves, or keep the client's address. */
const keepsClient = /nlb-target-type|load-balancer-type|ip-address-type|\/neg$|healthcheck-node-port|backend-type|proxy-protocol/

/**
 * Blocks of public addresses that a NetworkPolicy lets in, at pods to which clients come through a Service of type NodePort or
 * LoadBalancer with the node's address in place of their own, which nothing lets in.
 */
export function hiddenClients(network: Network): readonly HiddenClients[] {
  // Cilium admits what comes through a node of its own
  if (!network.profile.enforced || network.profile.plugin === 'cilium') return []
  const services = servicesByPod(network.cluster)
  const { universe, connections, verdicts } = network
  const privates = [...universe.ranges.entries()].filter(([, range]) => isPrivate(range)).map(([i]) => universe.firstRange + i)
  return [...inputRules(network)].flatMap(([compiled, direction, { rule }]) => {
    if (direction !== 'ingress' || rule.peers?.some(({ kind }) => kind === 'block') !== true) return []
    const blocks = blocksAt(rule.at, 'from').filter(({ ranges }) => !ranges.some(isPrivate))
    if (blocks.length === 0) return []
    const found = new Map<Resource, string>()
    compiled.subject.sure.each(member => {
      const endpoint = universe.endpoints[member]
      if (endpoint === undefined) return
      for (const service of services.of(endpoint.namespace, endpoint.labels)) {
        const type = hidingType(service)
        if (type === undefined || found.has(service)) continue
        const mayArrive = (port: number, protocol: Protocol, source: number): boolean =>
          connections.holds(verdicts.at(network.oneSided('ingress', member, source)).possible, protocol, port)
        const isClosed = portsOf(service).some(each => {
          const protocol = (each.protocol ?? 'TCP') as Protocol
          const port = targetPort(each, protocol, endpoint.ports)
          const own = blocks[0]!.ranges[0]!
          const client = universe.rangeOf(own.family, own.start)
          if (port === undefined || client === undefined || !mayArrive(port, protocol, client)) return false
          return !privates.some(source => mayArrive(port, protocol, source))
        })
        if (isClosed) found.set(service, type)
      }
    })
    return [...found].map(([service, type]) => ({ policy: compiled.policy, at: blocks[0]!.at, cidr: blocks[0]!.cidr, service, type }))
  })
}

/** The type of a Service that puts a node's address in place of the client's. */
function hidingType({ object }: Resource): string | undefined {
  const type = valueAt(object, ['spec', 'type'])
  if ((type !== 'NodePort' && type !== 'LoadBalancer') || valueAt(object, ['spec', 'externalTrafficPolicy']) === 'Local') return undefined
  return Object.keys(object.metadata?.annotations ?? {}).some(key => keepsClient.test(key)) ? undefined : type
}
