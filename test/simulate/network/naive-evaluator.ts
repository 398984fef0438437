import { BlockList, isIPv6 } from 'node:net'
import { matchesLabelSelector } from '../../../src/k8s/label-selector.ts'
import type { LabelSelector } from '../../../src/k8s/types.ts'

export type Protocol = 'TCP' | 'UDP' | 'SCTP'
type Labels = Readonly<Record<string, string>>

export interface Pod {
  readonly namespace: string
  readonly name: string
  readonly labels: Labels
  readonly ips: readonly string[]
  readonly ports: readonly { readonly name: string; readonly protocol: Protocol; readonly port: number }[]
}

/** Somebody at one end: a pod, or an address outside. */
export type End = Pod | { readonly ip: string }

export interface Peer {
  readonly pods?: LabelSelector
  /** Absent: the policy's own namespace. */
  readonly namespaces?: LabelSelector
  readonly cidrs?: readonly string[]
  readonly except?: readonly string[]
}

export type Port =
  | { readonly protocol: Protocol; readonly from: number; readonly to: number }
  | { readonly name: string; readonly protocol?: Protocol }

export interface Rule {
  readonly action: 'Allow' | 'Deny' | 'Pass'
  /** Empty: everybody. */
  readonly peers: readonly Peer[]
  /** Empty: every port. */
  readonly ports: readonly Port[]
}

export interface Policy {
  readonly tier: 'Admin' | 'NetworkPolicy' | 'Baseline'
  readonly priority: number
  /** Absent: of the cluster. */
  readonly namespace?: string
  readonly subject: Peer
  readonly ingress?: readonly Rule[]
  readonly egress?: readonly Rule[]
}

export interface World {
  readonly namespaces: Readonly<Record<string, Labels>>
  readonly policies: readonly Policy[]
  /** Whether the blocks of NetworkPolicies select pods by their addresses; absent: they do. */
  readonly blocksSelectPods?: boolean
}

/** May one end send to the other? Every policy is looked at, one after the other. */
export function allows(world: World, from: End, to: End, protocol: Protocol, port: number): boolean {
  const side = (direction: 'ingress' | 'egress', subject: End, other: End): boolean => {
    if (!('name' in subject)) return true
    const own = world.policies.filter(policy => policy[direction] !== undefined && isPeer(world, policy, policy.subject, subject))
    const matches = (policy: Policy, rule: Rule): boolean =>
      (rule.peers.length === 0 || rule.peers.some(peer => isPeer(world, policy, peer, other))) &&
      (rule.ports.length === 0 || rule.ports.some(each => isPort(each, to, protocol, port)))
    const decide = (tier: Policy['tier']): Rule['action'] | undefined => {
      const ordered = own.filter(policy => policy.tier === tier).sort((a, b) => a.priority - b.priority)
      for (const policy of ordered) for (const rule of policy[direction]!) if (matches(policy, rule)) return rule.action
      return undefined
    }
    const admin = decide('Admin')
    if (admin === 'Allow' || admin === 'Deny') return admin === 'Allow'
    const scoped = own.filter(({ tier }) => tier === 'NetworkPolicy')
    if (scoped.length > 0) return scoped.some(policy => policy[direction]!.some(rule => matches(policy, rule)))
    return decide('Baseline') !== 'Deny'
  }
  return side('egress', from, to) && side('ingress', to, from)
}

function isPeer(
  { namespaces: all, blocksSelectPods = true }: World,
  policy: Policy,
  { pods, namespaces, cidrs, except = [] }: Peer,
  end: End
): boolean {
  if (cidrs !== undefined) {
    if ('name' in end && policy.tier === 'NetworkPolicy' && !blocksSelectPods) return false
    const ips = 'name' in end ? end.ips : [end.ip]
    return ips.some(ip => isIn(ip, cidrs) && !isIn(ip, except))
  }
  if (!('name' in end)) return false
  const labels = { ...all[end.namespace], 'kubernetes.io/metadata.name': end.namespace }
  const isThere = namespaces === undefined ? end.namespace === policy.namespace : matchesLabelSelector(namespaces, labels)
  return isThere && (pods === undefined || matchesLabelSelector(pods, end.labels))
}

function isIn(ip: string, cidrs: readonly string[]): boolean {
  const family = isIPv6(ip) ? 'ipv6' : 'ipv4'
  const list = new BlockList()
  for (const cidr of cidrs) {
    const [address, length] = cidr.split('/') as [string, string]
    if (isIPv6(address) === isIPv6(ip)) list.addSubnet(address, Number(length), family)
  }
  return list.check(ip, family)
}

function isPort(wanted: Port, to: End, protocol: Protocol, port: number): boolean {
  if (!('name' in wanted)) return wanted.protocol === protocol && wanted.from <= port && port <= wanted.to
  if (!('name' in to) || (wanted.protocol !== undefined && wanted.protocol !== protocol)) return false
  return to.ports.find(own => own.name === wanted.name && own.protocol === protocol)?.port === port
}
