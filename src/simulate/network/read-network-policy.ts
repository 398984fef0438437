import { FieldRef } from '../../cluster/field-ref.ts'
import type { Resource } from '../../cluster/resource.ts'
import { valueAt } from '../../k8s/field-path.ts'
import type { IntOrString } from '../../k8s/int-or-string.ts'
import type { LabelSelector } from '../../k8s/types.ts'
import { rangeOfCidr, withoutRanges } from './addresses.ts'
import { protocols } from './connections.ts'
import type { Direction, Policy, PolicyPeer, PolicyRule, RulePort } from './policy.ts'

interface NetworkPolicyPeer {
  readonly podSelector?: LabelSelector
  readonly namespaceSelector?: LabelSelector
  readonly ipBlock?: { readonly cidr?: string; readonly except?: readonly string[] }
}
interface NetworkPolicyPort {
  readonly protocol?: string
  readonly port?: IntOrString
  readonly endPort?: number
}
interface NetworkPolicyRule {
  readonly from?: readonly NetworkPolicyPeer[]
  readonly to?: readonly NetworkPolicyPeer[]
  readonly ports?: readonly NetworkPolicyPort[]
}
interface NetworkPolicySpec {
  readonly podSelector?: LabelSelector
  readonly policyTypes?: readonly string[]
  readonly ingress?: readonly NetworkPolicyRule[]
  readonly egress?: readonly NetworkPolicyRule[]
}

/** A NetworkPolicy of networking.k8s.io/v1. Mirrors pkg/apis/networking/v1/defaults.go, v1.36, for what is not written. */
export function readNetworkPolicy(resource: Resource): Policy {
  const spec = (valueAt(resource.object, ['spec']) ?? {}) as NetworkPolicySpec
  const namespace = resource.namespace ?? ''
  const types = typesOf(spec)
  return {
    resource,
    tier: 'NetworkPolicy',
    name: `${namespace}/${resource.name ?? ''}`,
    priority: 0,
    subject: { kind: 'pods', namespaces: namespace, pods: spec.podSelector ?? {} },
    subjectAt: new FieldRef(resource, ['spec', 'podSelector']),
    ...(types.includes('Ingress') && { ingress: rulesOf(resource, 'ingress', spec.ingress) }),
    ...(types.includes('Egress') && { egress: rulesOf(resource, 'egress', spec.egress) }),
  }
}

function typesOf({ policyTypes = [], egress = [] }: NetworkPolicySpec): readonly string[] {
  if (policyTypes.length > 0) return policyTypes
  return egress.length > 0 ? ['Ingress', 'Egress'] : ['Ingress']
}

function rulesOf(resource: Resource, direction: Direction, rules: readonly NetworkPolicyRule[] = []): readonly PolicyRule[] {
  const namespace = resource.namespace ?? ''
  return rules.map((rule, index) => {
    const peers = (direction === 'ingress' ? rule?.from : rule?.to) ?? []
    const ports = rule?.ports ?? []
    return {
      index,
      action: 'Allow',
      at: new FieldRef(resource, ['spec', direction, index]),
      ...(peers.length > 0 && { peers: peers.map(peer => peerOf(peer ?? {}, namespace)) }),
      ...(ports.length > 0 && { ports: ports.flatMap(port => portsOf(port ?? {})) }),
    }
  })
}

function peerOf({ podSelector, namespaceSelector, ipBlock }: NetworkPolicyPeer, namespace: string): PolicyPeer {
  if (ipBlock !== undefined && ipBlock !== null) {
    const range = rangeOfCidr(ipBlock.cidr ?? '')
    const holes = (ipBlock.except ?? []).flatMap(text => rangeOfCidr(text) ?? [])
    return { kind: 'block', ranges: range === undefined ? [] : withoutRanges([range], holes) }
  }
  if (podSelector === undefined && namespaceSelector === undefined) return { kind: 'unknown' }
  return { kind: 'pods', namespaces: namespaceSelector ?? namespace, ...(podSelector !== undefined && { pods: podSelector }) }
}

function portsOf({ protocol = 'TCP', port, endPort }: NetworkPolicyPort): readonly RulePort[] {
  const known = protocols.find(name => name === protocol)
  if (known === undefined) return []
  if (port === undefined || port === null) return [{ protocol: known, from: 1, to: 65535 }]
  if (typeof port === 'string') return [{ protocol: known, name: port }]
  return [{ protocol: known, from: port, to: endPort ?? port }]
}
