import { valueAt } from '../../k8s/field-path.ts'
import { labelOf } from '../../k8s/label-selector.ts'
import { Bitset } from './bitset.ts'
import type { CompiledPolicy } from './compiled-policy.ts'
import type { Protocol } from './connections.ts'
import type { Endpoint } from './endpoint.ts'
import type { Network } from './network.ts'
import { asSelector } from './outsider-index.ts'
import { selectorKey } from './peer-sets.ts'

/** Workloads whose pods talk to others by policies, and that these policies keep from the cluster's DNS. */
export interface Unresolving {
  /** Of one namespace, and selected by the same policies. */
  readonly workloads: readonly Endpoint['workload'][]
  /** What is closed; where TCP is, only long answers are lost. */
  readonly protocol: Protocol
  readonly policies: readonly CompiledPolicy['policy'][]
}

const dnsNamespaces: ReadonlySet<string> = new Set(['kube-system', 'openshift-dns'])
const dnsApps: ReadonlySet<string> = new Set(['kube-dns', 'coredns', 'node-local-dns'])
/** The port of the DNS pods; OpenShift's listen on the second. */
const dnsPorts = [53, 5353]

/** The workloads of the input that may talk to somebody by name, and may not ask for the name's address. */
export function unresolving(network: Network): readonly Unresolving[] {
  const { endpoints } = network.universe
  const servers = membersWhere(endpoints, isDns)
  const askedBy = serversFor(network, servers)
  const groups = new Map<unknown, { readonly protocol: Protocol; readonly members: number[] }>()
  for (const [member, endpoint] of endpoints.entries()) {
    if (!asksClusterDns(endpoint) || servers.includes(member)) continue
    const selecting = network.policiesOf('egress', member)
    const isPlain =
      selecting.length > 0 && selecting.every(({ compiled, reasons }) => compiled.policy.tier === 'NetworkPolicy' && reasons === 0)
    if (!isPlain || !selecting.some(({ compiled }) => reachesPods(compiled)) || selecting.some(({ compiled }) => namesDnsPort(compiled)))
      continue
    const protocol = (['UDP', 'TCP'] as const).find(each => !mayAsk(network, member, askedBy(endpoint.namespace), each))
    if (protocol === undefined) continue
    const group = groups.get(selecting)
    if (group === undefined) groups.set(selecting, { protocol, members: [member] })
    else group.members.push(member)
  }
  return [...groups.values()].map(({ protocol, members }) => ({
    protocol,
    workloads: [...new Set(members.map(member => endpoints[member]!.workload))],
    policies: network.policiesOf('egress', members[0]!).map(({ compiled }) => compiled.policy),
  }))
}

function isDns({ namespace, labels }: Endpoint): boolean {
  return dnsNamespaces.has(namespace) && dnsApps.has(labelOf(labels, 'k8s-app') ?? '')
}

function asksClusterDns({ hostNetwork, spec, workload }: Endpoint): boolean {
  const policy = valueAt(spec, ['dnsPolicy']) ?? 'ClusterFirst'
  return !hostNetwork && policy === 'ClusterFirst' && workload.resource.role === 'input'
}

/** Whether a policy lets its pods talk to anything but addresses: those need no names. */
function reachesPods({ policy }: CompiledPolicy): boolean {
  return (policy.egress ?? []).some(({ peers }) => peers === undefined || peers.some(({ kind }) => kind === 'pods'))
}

/** Whether a rule has a port by a name that DNS servers use. */
function namesDnsPort({ policy }: CompiledPolicy): boolean {
  return (policy.egress ?? []).some(({ ports = [] }) => ports.some(port => 'name' in port && /dns|domain/.test(port.name)))
}

function membersWhere(endpoints: readonly Endpoint[], holds: (endpoint: Endpoint) => boolean): readonly number[] {
  return [...endpoints.entries()].filter(([, endpoint]) => holds(endpoint)).map(([member]) => member)
}

function mayServe({ namespace, labels, ports }: Endpoint): boolean {
  return dnsNamespaces.has(namespace) || dnsApps.has(labelOf(labels, 'k8s-app') ?? '') || ports.some(({ port }) => dnsPorts.includes(port))
}

/** Who may be a DNS server to the pods of a namespace: the servers of the input or, without any, whoever may be one; and any address. */
function serversFor({ universe }: Network, servers: readonly number[]): (namespace: string) => Bitset {
  const { endpoints, outsiders, firstRange, firstOutsider, size } = universe
  const others = servers.length > 0 ? servers : membersWhere(endpoints, mayServe)
  const known = new Map<string, Bitset>()
  return namespace => {
    const found = known.get(namespace)
    if (found !== undefined) return found
    const members = new Bitset(size)
    for (const member of others) members.add(member)
    for (let range = firstRange; range < firstOutsider; range++) members.add(range)
    const own = selectorKey(asSelector(namespace))
    for (const [i, { namespaces }] of outsiders.entries())
      if (servers.length === 0 && (namespaces !== own || dnsNamespaces.has(namespace))) members.add(firstOutsider + i)
    known.set(namespace, members)
    return members
  }
}

/** Whether any rule of a pod's policies, which add up, lets it ask one of these. */
function mayAsk(network: Network, member: number, asked: Bitset, protocol: Protocol): boolean {
  const { connections } = network
  const holds = (connection: number): boolean => dnsPorts.some(port => connections.holds(connection, protocol, port))
  return network.policiesOf('egress', member).some(({ compiled }) =>
    (compiled.rules.egress ?? []).some(rule => {
      const sets = [rule.match.sure, ...rule.match.maybe.map(({ members }) => members)]
      if (rule.connection !== undefined) return holds(rule.connection) && sets.some(set => set.meets(asked))
      // a name may stand for another port at each
      return sets.some(set => {
        let isOpen = false
        new Bitset(network.universe.size)
          .addAll(set)
          .keepOnly(asked)
          .each(other => {
            isOpen ||= holds(network.connectionTo(rule, other))
          })
        return isOpen
      })
    })
  )
}
