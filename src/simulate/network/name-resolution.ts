import { valueAt } from '../../k8s/field-path.ts'
import { labelOf } from '../../k8s/label-selector.ts'
import type { CompiledPolicy } from './compiled-policy.ts'
import type { Protocol } from './connections.ts'
import type { Endpoint } from './endpoint.ts'
import type { Network } from './network.ts'
import { asSelector } from './peer-matcher.ts'
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
  const servers = [...endpoints.entries()].filter(([, endpoint]) => isDns(endpoint)).map(([member]) => member)
  const groups = new Map<unknown, { readonly protocol: Protocol; readonly members: number[] }>()
  for (const [member, endpoint] of endpoints.entries()) {
    if (!asksClusterDns(endpoint) || servers.includes(member)) continue
    const selecting = network.policiesOf('egress', member)
    const isPlain =
      selecting.length > 0 && selecting.every(({ compiled, reasons }) => compiled.policy.tier === 'NetworkPolicy' && reasons === 0)
    if (!isPlain || !selecting.some(({ compiled }) => reachesPods(compiled)) || selecting.some(({ compiled }) => namesDnsPort(compiled)))
      continue
    const protocol = (['UDP', 'TCP'] as const).find(each => !mayAsk(network, member, servers, each))
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

/** Whether anybody who may be a DNS server may be asked. Where the input holds the servers, these or an address. */
function mayAsk(network: Network, member: number, servers: readonly number[], protocol: Protocol): boolean {
  const { endpoints, outsiders, firstRange, firstOutsider, size } = network.universe
  const { namespace } = endpoints[member]!
  const isOpen = (other: number): boolean => {
    const { possible } = network.verdicts.at(network.oneSided('egress', member, other))
    return dnsPorts.some(port => network.connections.holds(possible, protocol, port))
  }
  for (let other = firstRange; other < firstOutsider; other++) if (isOpen(other)) return true
  if (servers.length > 0) return servers.some(isOpen)
  const own = selectorKey(asSelector(namespace))
  for (let other = firstOutsider; other < size; other++) {
    const isElsewhere = outsiders[other - firstOutsider]!.namespaces !== own || dnsNamespaces.has(namespace)
    if (isElsewhere && isOpen(other)) return true
  }
  const mayServe = ({ labels, ports }: Endpoint): boolean =>
    dnsApps.has(labelOf(labels, 'k8s-app') ?? '') || ports.some(({ port }) => dnsPorts.includes(port))
  return endpoints.some((endpoint, other) => (dnsNamespaces.has(endpoint.namespace) || mayServe(endpoint)) && isOpen(other))
}
