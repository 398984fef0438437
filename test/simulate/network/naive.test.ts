import { expect, test } from 'vitest'
import { matchesLabelSelector } from '../../../src/k8s/label-selector.ts'
import type { LabelSelector } from '../../../src/k8s/types.ts'
import { namespace, pod, policy, reachOf } from './manifests.ts'

interface Peer {
  readonly podSelector?: LabelSelector
  readonly namespaceSelector?: LabelSelector
}
interface Rule {
  readonly peers: readonly Peer[]
  readonly ports: readonly (number | string)[]
}
interface Policy {
  readonly namespace: string
  readonly podSelector: LabelSelector
  readonly types: readonly string[]
  readonly ingress: readonly Rule[]
  readonly egress: readonly Rule[]
}
interface Pod {
  readonly namespace: string
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly http: number
}

const namespaces: Readonly<Record<string, Readonly<Record<string, string>>>> = { one: { env: 'a' }, two: { env: 'b' }, three: {} }
const ports = [80, 81, 82]

/** May one pod send to the other on the port? Each policy is looked at, one after the other. */
function allows(policies: readonly Policy[], from: Pod, to: Pod, port: number): boolean {
  const side = (type: 'Ingress' | 'Egress', subject: Pod, other: Pod): boolean => {
    const selecting = policies.filter(
      each => each.namespace === subject.namespace && each.types.includes(type) && matchesLabelSelector(each.podSelector, subject.labels)
    )
    if (selecting.length === 0) return true
    return selecting.some(each =>
      (type === 'Ingress' ? each.ingress : each.egress).some(
        rule =>
          (rule.peers.length === 0 || rule.peers.some(peer => isPeer(peer, each.namespace, other))) &&
          (rule.ports.length === 0 || rule.ports.some(own => (own === 'http' ? to.http : own) === port))
      )
    )
  }
  return side('Egress', from, to) && side('Ingress', to, from)
}

function isPeer({ podSelector, namespaceSelector }: Peer, own: string, pod: Pod): boolean {
  const labels = { ...namespaces[pod.namespace], 'kubernetes.io/metadata.name': pod.namespace }
  const isThere = namespaceSelector === undefined ? pod.namespace === own : matchesLabelSelector(namespaceSelector, labels)
  return isThere && (podSelector === undefined || matchesLabelSelector(podSelector, pod.labels))
}

function generator(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return (state >>> 8) % below
  }
}

test.each(Array.from({ length: 40 }, (_, seed) => seed + 1))('random policies %i allow what a look at each of them says', async seed => {
  const random = generator(seed)
  const of = <T>(list: readonly T[]): T => list[random(list.length)]!
  const selector = (): LabelSelector =>
    of<LabelSelector>([
      {},
      { matchLabels: { app: of(['x', 'y', 'z']) } },
      { matchExpressions: [{ key: 'tier', operator: of(['Exists', 'DoesNotExist']) }] },
      { matchExpressions: [{ key: 'app', operator: of(['In', 'NotIn']), values: [of(['x', 'y']), 'z'] }] },
    ])
  const peer = (): Peer =>
    of<Peer>([
      { podSelector: selector() },
      {
        namespaceSelector: of<LabelSelector>([
          {},
          { matchLabels: { env: of(['a', 'b']) } },
          { matchExpressions: [{ key: 'env', operator: 'DoesNotExist' }] },
        ]),
      },
      { namespaceSelector: {}, podSelector: selector() },
    ])
  const rules = (): Rule[] =>
    Array.from({ length: random(3) }, () => ({
      peers: Array.from({ length: random(3) }, peer),
      ports: Array.from({ length: random(3) }, () => of<number | string>([80, 81, 'http'])),
    }))
  const policies = Array.from({ length: 1 + random(6) }, (): Policy => {
    const types = of([['Ingress'], ['Egress'], ['Ingress', 'Egress']])
    return { namespace: of(Object.keys(namespaces)), podSelector: selector(), types, ingress: rules(), egress: rules() }
  })
  const pods = Array.from({ length: 8 }, (_, i): Pod => {
    const labels = { app: of(['x', 'y', 'z']), ...(random(2) === 0 && { tier: 'front' }) }
    return { namespace: of(Object.keys(namespaces)), name: `p${i}`, labels, http: of([80, 82]) }
  })
  const written = (rule: Rule, key: 'from' | 'to') => ({ [key]: rule.peers, ports: rule.ports.map(port => ({ port })) })
  const text = [
    ...Object.entries(namespaces).map(([name, labels]) => namespace(name, labels)),
    ...pods.map(({ namespace: where, name, labels, http }) =>
      pod(`${where}/${name}`, labels, { ports: [{ name: 'http', containerPort: http }] })
    ),
    ...policies.map(({ namespace: where, podSelector, types, ingress, egress }, i) =>
      policy(`${where}/n${i}`, {
        podSelector,
        policyTypes: types,
        ingress: ingress.map(rule => written(rule, 'from')),
        egress: egress.map(rule => written(rule, 'to')),
      })
    ),
  ].join('')
  const { connections } = await reachOf(text)
  const listed = new Map(connections.map(({ src, dst, allow = '' }) => [`${src} ${dst}`, allow]))
  const pairs = pods.flatMap(from => pods.flatMap(to => (from === to ? [] : [[from, to] as const])))
  const ours = pairs.map(([from, to]) => tcpPorts(listed.get(`${from.namespace}/${from.name}[Pod] ${to.namespace}/${to.name}[Pod]`)))
  const naive = pairs.map(([from, to]) => ports.filter(port => allows(policies, from, to, port)))
  expect(ours).toEqual(naive)
})

function tcpPorts(text = ''): readonly number[] {
  if (text === 'All Connections') return ports
  const ranges = /TCP ([\d,-]+?)(?:,UDP|$)/.exec(text)?.[1]?.split(',') ?? []
  return ports.filter(port =>
    ranges.some(range => {
      const [first, last = first] = range.split('-').map(Number)
      return first! <= port && port <= last!
    })
  )
}
