import { FieldRef } from '../../cluster/field-ref.ts'
import type { Resource } from '../../cluster/resource.ts'
import type { LabelSelector } from '../../k8s/types.ts'
import { rangeOfCidr } from './addresses.ts'
import { type Protocol, protocols } from './connections.ts'
import type { Action, Direction, PodPeer, Policy, PolicyPeer, PolicyRule, RulePort, Tier } from './policy.ts'
import { listIn, memberOf, numberIn, objectIn, selectorIn, textIn, type Unchecked } from './unchecked.ts'

export const adminPolicyKinds = ['AdminNetworkPolicy', 'BaselineAdminNetworkPolicy', 'ClusterNetworkPolicy'] as const

const everyNamespace: LabelSelector = {}
const everyPort: RulePort[] = protocols.map(protocol => ({ protocol, from: 1, to: 65535 }))
/** Beyond every priority that is allowed, so that such a policy comes last. */
const lastPriority = 1001

/** An AdminNetworkPolicy or BaselineAdminNetworkPolicy of v1alpha1, or a ClusterNetworkPolicy of v1alpha2. */
export function readAdminPolicy(resource: Resource): Policy {
  const spec = objectIn(resource.object, 'spec') ?? {}
  const [egress, ingress] = (['egress', 'ingress'] as const).map(direction => rulesOf(resource, spec, direction))
  return {
    resource,
    tier: tierOf(resource, spec),
    name: resource.name ?? '',
    priority: numberIn(spec, 'priority') ?? lastPriority,
    subject: subjectOf(objectIn(spec, 'subject')),
    subjectAt: new FieldRef(resource, ['spec', 'subject']),
    ...(egress!.length > 0 && { egress: egress! }),
    ...(ingress!.length > 0 && { ingress: ingress! }),
  }
}

function tierOf({ type }: Resource, spec: Unchecked): Tier {
  if (type.kind === 'AdminNetworkPolicy') return 'Admin'
  if (type.kind === 'BaselineAdminNetworkPolicy') return 'Baseline'
  return textIn(spec, 'tier') === 'Baseline' ? 'Baseline' : 'Admin'
}

function subjectOf(subject: Unchecked | undefined): PodPeer {
  return podPeerOf(subject) ?? { kind: 'pods', namespaces: everyNamespace, pods: { matchExpressions: [{ operator: 'None' }] } }
}

/** `namespaces`, or `pods` with selectors for both. */
function podPeerOf(value: Unchecked | undefined): PodPeer | undefined {
  if (objectIn(value, 'namespaces') !== undefined) return { kind: 'pods', ...namespacesIn(value, 'namespaces') }
  const pods = objectIn(value, 'pods')
  if (pods === undefined) return undefined
  const podSelector = selectorIn(pods, 'podSelector')
  const key = objectIn(pods, 'namespaces') === undefined ? 'namespaceSelector' : 'namespaces'
  return { kind: 'pods', ...namespacesIn(pods, key), ...(podSelector !== undefined && { pods: podSelector }) }
}

/** A selector, or as early versions had it: an object with a selector or with labels that namespaces share with the subject's. */
function namespacesIn(value: unknown, key: string): Pick<PodPeer, 'namespaces' | 'shared'> {
  const own = objectIn(value, key)
  const [same, different] = ['sameLabels', 'notSameLabels'].map(name => listIn(own, name).filter(label => typeof label === 'string'))
  if (same!.length > 0) return { namespaces: everyNamespace, shared: { keys: same!, equal: true } }
  if (different!.length > 0) return { namespaces: everyNamespace, shared: { keys: different!, equal: false } }
  return { namespaces: selectorIn(own, 'namespaceSelector') ?? selectorIn(value, key) ?? everyNamespace }
}

const actions: ReadonlyMap<unknown, Action> = new Map([
  ['Allow', 'Allow'],
  ['Accept', 'Allow'],
  ['Deny', 'Deny'],
  ['Pass', 'Pass'],
])

function rulesOf(resource: Resource, spec: Unchecked, direction: Direction): readonly PolicyRule[] {
  return listIn(spec, direction).flatMap((rule, index): readonly PolicyRule[] => {
    const action = actions.get(memberOf(rule, 'action'))
    if (action === undefined) return []
    const at = new FieldRef(resource, ['spec', direction, index])
    const peers = listIn(rule, direction === 'ingress' ? 'from' : 'to').map(peerOf)
    // a peer of a kind that is not known must fail closed. Mirrors network-policy-api clusternetworkpolicy_types.go
    if (action !== 'Allow' && peers.some(({ kind }) => kind === 'unknown')) return [{ index, action: 'Deny', at }]
    const ports = portsOf(rule)
    return [{ index, action, at, peers, ...(ports !== undefined && { ports }) }]
  })
}

function peerOf(peer: unknown): PolicyPeer {
  const value = typeof peer === 'object' && peer !== null ? (peer as Unchecked) : undefined
  const pods = podPeerOf(value)
  if (pods !== undefined) return pods
  const networks = listIn(value, 'networks')
  if (networks.length > 0) {
    const ranges = networks.flatMap(text => (typeof text === 'string' ? (rangeOfCidr(text) ?? []) : []))
    return { kind: 'networks', ranges }
  }
  const nodes = selectorIn(value, 'nodes')
  if (nodes !== undefined) return { kind: 'nodes', selector: nodes }
  return listIn(value, 'domainNames').length > 0 ? { kind: 'domains' } : { kind: 'unknown' }
}

function portsOf(rule: unknown): readonly RulePort[] | undefined {
  const ports = [...listIn(rule, 'ports').flatMap(portOfV1Alpha1), ...listIn(rule, 'protocols').flatMap(portOfV1Alpha2)]
  return listIn(rule, 'ports').length + listIn(rule, 'protocols').length === 0 ? undefined : ports
}

/** `portNumber`, `portRange` or `namedPort`. */
function portOfV1Alpha1(port: unknown): readonly RulePort[] {
  const name = textIn(port, 'namedPort')
  if (name !== undefined) return [{ name }]
  const number = objectIn(port, 'portNumber')
  const range = objectIn(port, 'portRange')
  const protocol = protocols.find(known => known === (textIn(number ?? range, 'protocol') ?? 'TCP'))
  const from = numberIn(number, 'port') ?? numberIn(range, 'start')
  const to = numberIn(number, 'port') ?? numberIn(range, 'end')
  return protocol === undefined || from === undefined || to === undefined ? [] : [{ protocol, from, to }]
}

/** `tcp`, `udp` or `sctp` with a `destinationPort`, or `destinationNamedPort`. */
function portOfV1Alpha2(item: unknown): readonly RulePort[] {
  const name = textIn(item, 'destinationNamedPort')
  if (name !== undefined) return [{ name }]
  const fields: readonly (readonly [string, Protocol])[] = [
    ['tcp', 'TCP'],
    ['udp', 'UDP'],
    ['sctp', 'SCTP'],
  ]
  return fields.flatMap(([field, protocol]) => {
    const own = objectIn(item, field)
    if (own === undefined) return []
    const port = objectIn(own, 'destinationPort')
    if (port === undefined) return everyPort.filter(each => each.protocol === protocol)
    const range = objectIn(port, 'range')
    const from = numberIn(port, 'number') ?? numberIn(range, 'start')
    const to = numberIn(port, 'number') ?? numberIn(range, 'end')
    return from === undefined || to === undefined ? [] : [{ protocol, from, to }]
  })
}
