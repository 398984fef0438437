import { describe, expect, test } from 'vitest'
import type { NodeSelectorTerm, PodSpec } from '../../../../src/k8s/types.ts'
import { defaultProfile, schedulePod } from '../../../../src/simulate/scheduler/index.ts'
import { nodeAffinity } from '../../../../src/simulate/scheduler/plugins/node-affinity.ts'
import { node, pod, queued, snapshot } from '../../objects.ts'
import { explained, verdictsOf } from './filter.ts'

const required = (...nodeSelectorTerms: readonly NodeSelectorTerm[]): PodSpec => ({
  affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } },
})
const named = (...values: readonly string[]): NodeSelectorTerm => ({ matchFields: [{ key: 'metadata.name', operator: 'In', values }] })
const nodes = () => snapshot([[node('n1', { labels: { disk: 'ssd', gen: '10' } })], [node('n2', { labels: { disk: 'hdd', gen: '-2' } })]])
const passing = (spec: PodSpec): string | readonly string[] => {
  const verdicts = verdictsOf(nodeAffinity, pod('p', spec), nodes())
  return typeof verdicts === 'string' ? verdicts : Object.keys(verdicts).filter(name => verdicts[name] === 'passes')
}

describe('a pod passes nodes', () => {
  test.each<[string, PodSpec, string | readonly string[]]>([
    ['of all kinds without a selector', {}, 'skip'],
    ['with the selected labels', { nodeSelector: { disk: 'ssd' } }, ['n1']],
    ['with all of the selected labels', { nodeSelector: { disk: 'ssd', gen: '2' } }, []],
    [
      'that any term selects',
      required({ matchExpressions: [{ key: 'disk', operator: 'In', values: ['hdd'] }] }, named('n1')),
      ['n1', 'n2'],
    ],
    ['never by an empty term', required({}), []],
    ['never without terms', required(), []],
    ['without the label by NotIn', required({ matchExpressions: [{ key: 'zone', operator: 'NotIn', values: ['a'] }] }), ['n1', 'n2']],
    ['with a greater integer', required({ matchExpressions: [{ key: 'gen', operator: 'Gt', values: ['9'] }] }), ['n1']],
    ['with a smaller integer', required({ matchExpressions: [{ key: 'gen', operator: 'Lt', values: ['0'] }] }), ['n2']],
    ['not by a number that is none', required({ matchExpressions: [{ key: 'disk', operator: 'Gt', values: ['0'] }] }), []],
    ['that selector and affinity agree upon', { nodeSelector: { disk: 'ssd' }, ...required(named('n2')) }, []],
    [
      'of no name where the terms contradict themselves',
      required({ matchFields: [...named('n1').matchFields!, ...named('n2').matchFields!] }),
      'pod affinity terms conflict',
    ],
  ])('%s', (_, spec, expected) => {
    expect(passing(spec)).toEqual(expected)
  })
})

test('a label of the object prototype is no label of the node', () => {
  expect(passing({ nodeSelector: { constructor: 'x' } })).toEqual([])
  expect(passing(required({ matchExpressions: [{ key: 'toString', operator: 'Exists' }] }))).toEqual([])
})

test('a missing label is explained by the selector key and the labels of the node', () => {
  expect(explained(nodeAffinity, pod('p', { nodeSelector: { zone: 'a' } }), nodes())).toEqual([
    { code: 'UnschedulableAndUnresolvable', subject: 'zone', at: 'spec.nodeSelector.zone', by: ['Node n1 metadata.labels'] },
  ])
  expect(
    explained(nodeAffinity, pod('p', required({ matchExpressions: [{ key: 'disk', operator: 'In', values: ['nvme'] }] })), nodes())
  ).toEqual([
    {
      code: 'UnschedulableAndUnresolvable',
      subject: 'disk',
      at: 'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms.0.matchExpressions.0',
      by: ['Node n1 metadata.labels.disk'],
    },
  ])
})

test.each([
  [
    36,
    "0/2 nodes are available: 1 node(s) didn't match Pod's node affinity/selector, 1 node(s) didn't satisfy plugin(s) [NodeAffinity]. no new claims to deallocate, preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.",
  ],
  [
    32,
    "0/2 nodes are available: 1 node(s) didn't match Pod's node affinity/selector, 1 node(s) didn't satisfy plugin(s) [NodeAffinity]. preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.",
  ],
  [
    30,
    "0/2 nodes are available: 1 node(s) didn't match Pod's node affinity/selector. preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.",
  ],
])('1.%s counts the nodes that are not named in its own way', (minor, message) => {
  const made = snapshot([[node('n1')], [node('n2')]], minor)
  const spec = { nodeSelector: { disk: 'ssd' }, ...required(named('n1')) }
  expect(schedulePod(queued(pod('p', spec)), made, { profile: defaultProfile, detail: false })).toMatchObject({ message })
})

test.each([
  [36, '0/1 nodes are available: pod affinity terms conflict. not found'],
  [
    32,
    '0/1 nodes are available: pod affinity terms conflict. preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.',
  ],
])('1.%s ends the sentence of a refused pod in its own way', (minor, message) => {
  const spec = required({ matchFields: [...named('n1').matchFields!, ...named('n2').matchFields!] })
  const result = schedulePod(queued(pod('p', spec)), snapshot([[node('n1')]], minor), { profile: defaultProfile, detail: false })
  expect(result).toMatchObject({ message })
})

test('preferred terms score by their weights', () => {
  const made = nodes()
  const preference = { matchExpressions: [{ key: 'disk', operator: 'Exists' }] }
  const spec: PodSpec = {
    affinity: {
      nodeAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          { weight: 20, preference },
          { weight: 60, preference: { matchExpressions: [{ key: 'disk', operator: 'In', values: ['ssd'] }] } },
          { weight: 10, preference: {} },
        ],
      },
    },
  }
  const pass = nodeAffinity.preScore(queued(pod('p', spec)).info, made.nodes, made, queued(pod('p', spec)))
  if (pass === 'skip') throw new Error('skipped')
  const scores = made.nodes.map(pass.score)
  expect(scores).toEqual([80, 20])
  pass.normalize?.(scores, made.nodes)
  expect(scores).toEqual([100, 25])
})
