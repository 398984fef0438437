import type { LabelSelector } from '../../../src/k8s/types.ts'
import { clusterPolicy, document, namespace, policy as networkPolicy, pod } from './manifests.ts'
import type { Peer, Pod, Policy, Port, Protocol, Rule, World } from './naive-evaluator.ts'

/** A cluster made up from a seed, and its manifests. */
export interface RandomWorld extends World {
  readonly pods: readonly Pod[]
  readonly text: string
}

const protocols: readonly Protocol[] = ['TCP', 'UDP', 'SCTP']
const blocks = [
  '10.0.0.0/8',
  '10.1.0.0/16',
  '10.1.2.0/24',
  '0.0.0.0/0',
  '203.0.113.0/24',
  '2001:db8::/32',
  '2001:db8:1::/48',
  '::/0',
  '10.1.2.3/32',
]
const holes = ['10.1.2.0/25', '10.1.128.0/17', '203.0.113.128/25', '2001:db8:1:8000::/49']
const numbers = [80, 81, 82, 443, 8080]

/** Numbers that look random and are the same for a seed. */
export function generator(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return (state >>> 8) % below
  }
}

/** Namespaces, pods and policies of all four kinds. */
export function randomWorld(seed: number): RandomWorld {
  const random = generator(seed)
  const of = <T>(list: readonly T[]): T => list[random(list.length)]!
  const some = <T>(most: number, make: () => T): T[] => Array.from({ length: random(most + 1) }, make)
  const namespaces: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    one: { env: 'a', team: 'x' },
    two: { env: 'b' },
    three: {},
  }
  const pods = Array.from({ length: 7 }, (_, i): Pod => {
    const ports = ['http', 'dns'].flatMap(name => some(2, () => ({ name, protocol: of(protocols), port: of(numbers) })))
    return {
      namespace: of(Object.keys(namespaces)),
      name: `p${i}`,
      labels: { app: of(['x', 'y', 'z']), ...(random(2) === 0 && { tier: of(['front', 'back']) }) },
      ips: [`10.${of([1, 2])}.${of([2, 3])}.${i + 1}`, ...(random(2) === 0 ? [`2001:db8:${of([1, 2])}::${i + 1}`] : [])],
      ports: ports.filter((each, n) => ports.findIndex(({ port, protocol }) => port === each.port && protocol === each.protocol) === n),
    }
  })
  const podSelector = (): LabelSelector =>
    of<LabelSelector>([
      {},
      { matchLabels: { app: of(['x', 'y', 'z', 'none']) } },
      { matchLabels: { app: of(['x', 'y']), tier: 'front' } },
      { matchExpressions: [{ key: 'tier', operator: of(['Exists', 'DoesNotExist']) }] },
      { matchExpressions: [{ key: of(['app', 'tier']), operator: of(['In', 'NotIn']), values: [of(['x', 'front']), 'z'] }] },
    ])
  const namespaceSelector = (): LabelSelector =>
    of<LabelSelector>([
      {},
      { matchLabels: { env: of(['a', 'b', 'c']) } },
      { matchLabels: { 'kubernetes.io/metadata.name': of(['one', 'two', 'four']) } },
      { matchExpressions: [{ key: of(['env', 'team']), operator: of(['Exists', 'DoesNotExist']) }] },
      { matchExpressions: [{ key: 'env', operator: 'NotIn', values: ['b'] }] },
    ])
  const port = (): Port =>
    of<() => Port>([
      () => number(),
      () => number(),
      () => ({ protocol: of(protocols), from: 80, to: of([81, 443, 8080]) }),
      () => ({ protocol: of(protocols), from: 1, to: 65535 }),
      () => ({ name: of(['http', 'dns', 'none']) }),
    ])()
  const number = (): Port => {
    const own = of(numbers)
    return { protocol: of(protocols), from: own, to: own }
  }
  const scopedPort = (): Port => {
    const made = port()
    return 'name' in made ? { ...made, protocol: of(protocols) } : made
  }
  const scopedPeer = (): Peer =>
    of<() => Peer>([
      () => ({ pods: podSelector() }),
      () => ({ namespaces: namespaceSelector() }),
      () => ({ namespaces: namespaceSelector(), pods: podSelector() }),
      () => {
        const cidr = of(blocks)
        return { cidrs: [cidr], except: some(2, () => of(holes)).filter(hole => isInside(hole, cidr)) }
      },
    ])()
  const clusterPeer = (direction: 'ingress' | 'egress', hasNames: boolean): Peer =>
    of<() => Peer>([
      () => ({ namespaces: namespaceSelector() }),
      () => ({ namespaces: namespaceSelector(), pods: podSelector() }),
      ...(direction === 'egress' && !hasNames ? [() => ({ cidrs: [of(blocks), ...some(1, () => of(blocks))] })] : []),
    ])()
  const scoped = (): Policy => {
    const types = of([['ingress'], ['egress'], ['ingress', 'egress']])
    const rules = () => some(3, (): Rule => ({ action: 'Allow', peers: some(3, scopedPeer), ports: some(3, scopedPort) }))
    return {
      tier: 'NetworkPolicy',
      priority: 0,
      namespace: of(Object.keys(namespaces)),
      subject: { pods: podSelector() },
      ...(types.includes('ingress') && { ingress: rules() }),
      ...(types.includes('egress') && { egress: rules() }),
    }
  }
  const clusterWide = (tier: 'Admin' | 'Baseline', priority: number, actions: readonly Rule['action'][]): Policy => {
    const rules = (direction: 'ingress' | 'egress'): Rule[] =>
      some(3, () => {
        const action = of(actions)
        const ports = some(2, port)
        const hasNames = ports.some(each => 'name' in each)
        return {
          action,
          peers: [clusterPeer(direction, hasNames), ...some(1, () => clusterPeer(direction, hasNames))],
          ports,
        }
      })
    const subject = of<() => Peer>([
      () => ({ namespaces: namespaceSelector() }),
      () => ({ namespaces: namespaceSelector(), pods: podSelector() }),
    ])()
    return { tier, priority, subject, ingress: rules('ingress'), egress: rules('egress') }
  }
  const scopedPolicies = some(4, scoped)
  const isNew = random(2) === 0
  const admin = some(3, () => 0).map((_, i) => clusterWide('Admin', i * 7 + random(6), ['Allow', 'Deny', 'Pass']))
  const baseline = isNew
    ? some(2, () => 0).map((_, i) => clusterWide('Baseline', i * 9 + random(8), ['Allow', 'Deny', 'Pass']))
    : some(1, () => clusterWide('Baseline', 0, ['Allow', 'Deny']))
  const text = [
    ...Object.entries(namespaces).map(([name, labels]) => namespace(name, labels)),
    ...pods.map(({ namespace: where, name, labels, ips, ports }) =>
      pod(`${where}/${name}`, labels, {
        ports: ports.map(({ name: own, protocol, port: containerPort }) => ({ name: own, protocol, containerPort })),
        status: { podIP: ips[0], podIPs: ips.map(ip => ({ ip })) },
      })
    ),
    ...scopedPolicies.map((each, i) => networkPolicy(`${each.namespace}/n${i}`, scopedSpec(each))),
    ...admin.map((each, i) => (isNew ? clusterPolicy(`a${i}`, newSpec(each)) : oldPolicy('AdminNetworkPolicy', `a${i}`, each))),
    ...baseline.map((each, i) =>
      isNew ? clusterPolicy(`b${i}`, newSpec(each)) : oldPolicy('BaselineAdminNetworkPolicy', 'default', each)
    ),
  ]
  // the order of arrival means nothing
  for (let i = text.length - 1; i > 0; i--) {
    const j = random(i + 1)
    ;[text[i], text[j]] = [text[j]!, text[i]!]
  }
  return { namespaces, pods, policies: [...scopedPolicies, ...admin, ...baseline], text: text.join('') }
}

function isInside(hole: string, cidr: string): boolean {
  const inside: Readonly<Record<string, readonly string[]>> = {
    '10.1.2.0/25': ['10.0.0.0/8', '10.1.0.0/16', '10.1.2.0/24', '0.0.0.0/0'],
    '10.1.128.0/17': ['10.0.0.0/8', '10.1.0.0/16', '0.0.0.0/0'],
    '203.0.113.128/25': ['203.0.113.0/24', '0.0.0.0/0'],
    '2001:db8:1:8000::/49': ['2001:db8::/32', '2001:db8:1::/48', '::/0'],
  }
  return inside[hole]!.includes(cidr)
}

function scopedSpec({ subject, ingress, egress }: Policy): unknown {
  const peer = ({ pods, namespaces, cidrs, except = [] }: Peer): unknown =>
    cidrs === undefined
      ? { ...(pods !== undefined && { podSelector: pods }), ...(namespaces !== undefined && { namespaceSelector: namespaces }) }
      : { ipBlock: { cidr: cidrs[0], ...(except.length > 0 && { except }) } }
  const port = (each: Port): unknown => {
    if ('name' in each) return { protocol: each.protocol, port: each.name }
    if (each.from === 1 && each.to === 65535) return { protocol: each.protocol }
    return { protocol: each.protocol, port: each.from, ...(each.to !== each.from && { endPort: each.to }) }
  }
  const rules = (key: 'from' | 'to', list: readonly Rule[]): unknown =>
    list.map(({ peers, ports }) => ({ [key]: peers.map(peer), ports: ports.map(port) }))
  return {
    podSelector: subject.pods,
    policyTypes: [...(ingress === undefined ? [] : ['Ingress']), ...(egress === undefined ? [] : ['Egress'])],
    ...(ingress !== undefined && { ingress: rules('from', ingress) }),
    ...(egress !== undefined && { egress: rules('to', egress) }),
  }
}

function clusterPeerText({ pods, namespaces, cidrs }: Peer): unknown {
  if (cidrs !== undefined) return { networks: cidrs }
  return pods === undefined ? { namespaces } : { pods: { namespaceSelector: namespaces, podSelector: pods } }
}

function oldPolicy(kind: string, name: string, { priority, subject, ingress = [], egress = [] }: Policy): string {
  const port = (each: Port): unknown => {
    if ('name' in each) return { namedPort: each.name }
    return each.from === each.to
      ? { portNumber: { protocol: each.protocol, port: each.from } }
      : { portRange: { protocol: each.protocol, start: each.from, end: each.to } }
  }
  const rules = (key: 'from' | 'to', list: readonly Rule[]): unknown =>
    list.map(({ action, peers, ports }) => ({
      action,
      [key]: peers.map(clusterPeerText),
      ...(ports.length > 0 && { ports: ports.map(port) }),
    }))
  const spec = {
    ...(kind === 'AdminNetworkPolicy' && { priority }),
    subject: clusterPeerText(subject),
    ingress: rules('from', ingress),
    egress: rules('to', egress),
  }
  return document({ apiVersion: 'policy.networking.k8s.io/v1alpha1', kind, metadata: { name }, spec })
}

function newSpec({ tier, priority, subject, ingress = [], egress = [] }: Policy): unknown {
  const port = (each: Port): unknown => {
    if ('name' in each) return { destinationNamedPort: each.name }
    const key = each.protocol.toLowerCase()
    const own = each.from === each.to ? { number: each.from } : { range: { start: each.from, end: each.to } }
    return { [key]: { destinationPort: own } }
  }
  const rules = (key: 'from' | 'to', list: readonly Rule[]): unknown =>
    list.map(({ action, peers, ports }) => ({
      action: action === 'Allow' ? 'Accept' : action,
      [key]: peers.map(clusterPeerText),
      ...(ports.length > 0 && { protocols: ports.map(port) }),
    }))
  return { tier, priority, subject: clusterPeerText(subject), ingress: rules('from', ingress), egress: rules('to', egress) }
}
