import { describe, expect, test } from 'vitest'
import type { PodAffinityTerm, PodSpec } from '../../../../src/k8s/types.ts'
import { interPodAffinity } from '../../../../src/simulate/scheduler/plugins/inter-pod-affinity.ts'
import { node, pod, queued, snapshot } from '../../objects.ts'
import { explained, verdictsOf } from './filter.ts'

const affinity = ["node(s) didn't match pod affinity rules"]
const antiAffinity = ["node(s) didn't match pod anti-affinity rules"]
const existing = ["node(s) didn't satisfy existing pods anti-affinity rules"]
const near = (...terms: readonly PodAffinityTerm[]): PodSpec => ({
  affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: terms } },
})
const apart = (...terms: readonly PodAffinityTerm[]): PodSpec => ({
  affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: terms } },
})
const db: PodAffinityTerm = { topologyKey: 'zone', labelSelector: { matchLabels: { app: 'db' } } }
const nodes = (there: PodSpec = {}) =>
  snapshot([
    [node('a1', { labels: { zone: 'a' } }), pod('db', there, { app: 'db' })],
    [node('b1', { labels: { zone: 'b' } })],
    [node('c1')],
  ])

describe('beside a database in zone a', () => {
  test.each<[string, PodSpec, Record<string, string>, readonly (readonly string[] | 'passes')[] | 'skip']>([
    ['a pod without terms goes anywhere', {}, {}, 'skip'],
    ['affinity wants its zone', near(db), {}, ['passes', affinity, affinity]],
    ['anti-affinity avoids its zone', apart(db), {}, [antiAffinity, 'passes', 'passes']],
    ['affinity to nobody finds no node', near({ ...db, labelSelector: { matchLabels: { app: 'x' } } }), {}, [affinity, affinity, affinity]],
    [
      'the first of a group goes where the label is',
      near({ ...db, labelSelector: { matchLabels: { app: 'x' } } }),
      { app: 'x' },
      ['passes', 'passes', affinity],
    ],
    ['an absent selector selects nobody', near({ topologyKey: 'zone' }), {}, [affinity, affinity, affinity]],
    ['terms are about the own namespace', apart({ ...db, namespaces: ['other'] }), {}, ['passes', 'passes', 'passes']],
    ['an empty namespace selector is about all', apart({ ...db, namespaceSelector: {} }), {}, [antiAffinity, 'passes', 'passes']],
    ['values of the own labels can be left out', apart({ ...db, matchLabelKeys: ['app'] }), { app: 'web' }, ['passes', 'passes', 'passes']],
  ])('%s', (_, spec, labels, expected) => {
    const verdicts = verdictsOf(interPodAffinity, pod('p', spec, labels), nodes())
    expect(verdicts).toEqual(expected === 'skip' ? 'skip' : { a1: expected[0], b1: expected[1], c1: expected[2] })
  })
})

test('a pod that is there keeps others away', () => {
  const made = nodes(apart({ topologyKey: 'zone', labelSelector: { matchLabels: { app: 'web' } } }))
  expect(verdictsOf(interPodAffinity, pod('p', {}, { app: 'web' }), made)).toEqual({ a1: existing, b1: 'passes', c1: 'passes' })
  expect(explained(interPodAffinity, pod('p', {}, { app: 'web' }), made)).toEqual([
    {
      code: 'Unschedulable',
      subject: 'zone',
      at: 'metadata.labels',
      by: ['Pod db spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution.0'],
    },
  ])
})

test('preferred terms and the required affinity of others score', () => {
  const made = nodes(near({ topologyKey: 'zone', labelSelector: { matchLabels: { app: 'web' } } }))
  const spec: PodSpec = {
    affinity: { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 5, podAffinityTerm: db }] } },
  }
  const scored = queued(pod('p', spec, { app: 'web' }))
  const pass = interPodAffinity.preScore(scored.info, made.nodes, made, scored)
  if (pass === 'skip') throw new Error('skipped')
  const scores = made.nodes.map(pass.score)
  expect(scores).toEqual([-4, 0, 0])
  pass.normalize?.(scores, made.nodes)
  expect(scores).toEqual([0, 100, 100])
})
