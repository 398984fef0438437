import { describe, expect, test } from 'vitest'
import type { PodSpec, TopologySpreadConstraint } from '../../../../src/k8s/types.ts'
import { podTopologySpread } from '../../../../src/simulate/scheduler/plugins/pod-topology-spread.ts'
import { node, pod, queued, snapshot } from '../../objects.ts'
import { explained, verdictsOf } from './filter.ts'

const skewed = ["node(s) didn't match pod topology spread constraints"]
const unlabelled = ["node(s) didn't match pod topology spread constraints (missing required label)"]
const web = { app: 'web' }
const constraint: TopologySpreadConstraint = {
  maxSkew: 1,
  topologyKey: 'zone',
  whenUnsatisfiable: 'DoNotSchedule',
  labelSelector: { matchLabels: web },
}
const zones = () =>
  snapshot([
    [node('a1', { labels: { zone: 'a' } }), pod('w1', {}, web)],
    [node('a2', { labels: { zone: 'a' } })],
    [node('b1', { labels: { zone: 'b', disk: 'ssd' }, spec: { taints: [{ key: 'x', effect: 'NoSchedule' }] } })],
    [node('c1')],
  ])

describe('with one pod in zone a and none in zone b', () => {
  test.each<[string, PodSpec, Record<string, string>, readonly (readonly string[] | 'passes')[]]>([
    ['another goes to zone b', { topologySpreadConstraints: [constraint] }, web, [skewed, skewed, 'passes', unlabelled]],
    [
      'a pod that does not count itself may join',
      { topologySpreadConstraints: [constraint] },
      {},
      ['passes', 'passes', 'passes', unlabelled],
    ],
    [
      'a wider skew lets it in',
      { topologySpreadConstraints: [{ ...constraint, maxSkew: 2 }] },
      web,
      ['passes', 'passes', 'passes', unlabelled],
    ],
    [
      'a zone that the pod cannot use does not count',
      { topologySpreadConstraints: [constraint], nodeSelector: { zone: 'a' } },
      web,
      ['passes', 'passes', 'passes', unlabelled],
    ],
    [
      'unless affinity is ignored',
      { topologySpreadConstraints: [{ ...constraint, nodeAffinityPolicy: 'Ignore' }], nodeSelector: { zone: 'a' } },
      web,
      [skewed, skewed, 'passes', unlabelled],
    ],
    [
      'a tainted zone does not count where taints are honoured',
      { topologySpreadConstraints: [{ ...constraint, nodeTaintsPolicy: 'Honor' }] },
      web,
      ['passes', 'passes', 'passes', unlabelled],
    ],
    [
      'too few zones count as none',
      { topologySpreadConstraints: [{ ...constraint, minDomains: 3 }] },
      web,
      [skewed, skewed, 'passes', unlabelled],
    ],
    [
      'an absent selector selects nothing',
      { topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule' }] },
      web,
      ['passes', 'passes', 'passes', unlabelled],
    ],
  ])('%s', (_, spec, labels, [a1, a2, b1, c1]) => {
    expect(verdictsOf(podTopologySpread, pod('p', spec, labels), zones())).toEqual({ a1, a2, b1, c1 })
  })

  test('the constraint and the label of the node explain it', () => {
    expect(explained(podTopologySpread, pod('p', { topologySpreadConstraints: [constraint] }, web), zones())).toEqual([
      { code: 'Unschedulable', subject: 'zone', at: 'spec.topologySpreadConstraints.0', by: ['Node a1 metadata.labels.zone'] },
    ])
  })
})

test('pods of a Service are spread softly over hosts', () => {
  const made = snapshot([[node('n1'), pod('w1', {}, web), pod('w2', {}, web)], [node('n2')]])
  const scores = (): readonly number[] | 'skip' => {
    const scored = queued(pod('p', {}, web))
    const pass = podTopologySpread.preScore(scored.info, made.nodes, made, scored)
    if (pass === 'skip') return 'skip'
    const list = made.nodes.map(pass.score)
    pass.normalize?.(list, made.nodes)
    return list
  }
  expect(scores()).toBe('skip')
  made.services.add('shop', { app: 'web' })
  expect(scores()).toEqual([40, 100])
})
