import { addressOf } from './addresses.ts'
import type { Protocol } from './connections.ts'
import type { Network } from './network.ts'
import { isPodOf } from './read-endpoints.ts'
import { reason } from './reasons.ts'
import { serviceTargets } from './service-targets.ts'
import type { Targets } from './targets.ts'

/** The members that an end of a query names, all of one workload; undefined where it names nobody. */
export function membersOf(network: Network, end: string): readonly number[] | undefined {
  if (end.startsWith('ip:')) {
    const address = addressOf(end.slice(3))
    const range = address === undefined ? undefined : network.universe.rangeOf(address.family, address.value)
    return range === undefined ? undefined : [range]
  }
  const members = end.endsWith(']') ? ofWorkload(network, end) : ofPod(network, end)
  return members.length === 0 ? undefined : members
}

/** Where a query's traffic arrives; none where a Service has no endpoint, undefined where the end names nobody. */
export function targetsOf(network: Network, end: string, protocol: Protocol, port: number): Targets | undefined {
  if (end.startsWith('svc:')) return serviceTargets(network, end.slice(4), protocol, port)
  const list = membersOf(network, end)?.map(member => ({ member, port }))
  return list === undefined ? undefined : { list, differ: reason('replica') }
}

function ofWorkload({ universe }: Network, id: string): readonly number[] {
  return [...universe.endpoints.entries()].filter(([, { workload }]) => workload.id === id).map(([index]) => index)
}

/** The pod of that name; else pods that a workload makes, whose name begins like it. */
function ofPod({ universe }: Network, end: string): readonly number[] {
  const slash = end.indexOf('/')
  const [namespace, name] = [end.slice(0, slash), end.slice(slash + 1)]
  const there = [...universe.endpoints.entries()].filter(([, endpoint]) => endpoint.namespace === namespace)
  const exact = there.filter(([, { pods }]) => pods.includes(name))
  if (exact.length > 0) return exact.map(([index]) => index)
  const makers = there.filter(([, { workload, pods }]) => pods.length === 0 && isPodOf(name, workload.name, workload.kind))
  const longest = Math.max(...makers.map(([, { workload }]) => workload.name.length))
  const found = makers.filter(([, { workload }]) => workload.name.length === longest)
  return (found.length > 0 ? found : there.filter(([, { workload }]) => workload.name === name)).map(([index]) => index)
}
