import { describe, expect, test } from 'vitest'
import type { Taint, Toleration } from '../../../../src/k8s/types.ts'
import { taintToleration } from '../../../../src/simulate/scheduler/plugins/taint-toleration.ts'
import { node, pod, queued, snapshot } from '../../objects.ts'
import { explained, verdictsOf } from './filter.ts'

const tainted = (...taints: readonly Taint[]) => node('n1', { spec: { taints } })
const gpu: Taint = { key: 'gpu', value: 'true', effect: 'NoSchedule' }
const untolerated = ['node(s) had untolerated taint(s)']

describe('a node with taints', () => {
  test.each<[string, readonly Taint[], readonly Toleration[], readonly string[] | 'passes']>([
    ['without taints passes', [], [], 'passes'],
    ['is refused without a toleration', [gpu], [], untolerated],
    ['passes with an equal toleration', [gpu], [{ key: 'gpu', operator: 'Equal', value: 'true', effect: 'NoSchedule' }], 'passes'],
    ['passes where the operator is left out', [gpu], [{ key: 'gpu', value: 'true' }], 'passes'],
    ['is refused where the value differs', [gpu], [{ key: 'gpu', value: 'false' }], untolerated],
    ['is refused where the effect differs', [gpu], [{ key: 'gpu', operator: 'Exists', effect: 'NoExecute' }], untolerated],
    ['passes with a toleration of everything', [gpu], [{ operator: 'Exists' }], 'passes'],
    [
      'is refused for a second taint that is not tolerated',
      [gpu, { key: 'spot', effect: 'NoExecute' }],
      [{ key: 'gpu', operator: 'Exists' }],
      untolerated,
    ],
    ['passes where scheduling there is only not preferred', [{ ...gpu, effect: 'PreferNoSchedule' }], [], 'passes'],
    [
      'does not compare numbers',
      [{ key: 'gen', value: '5', effect: 'NoSchedule' }],
      [{ key: 'gen', operator: 'Gt', value: '3' }],
      untolerated,
    ],
  ])('%s', (_, taints, tolerations, expected) => {
    expect(verdictsOf(taintToleration, pod('p', { tolerations }), snapshot([[tainted(...taints)]]))).toEqual({ n1: expected })
  })

  test.each([
    [30, 14, 'node(s) had untolerated taint {gpu: true}'],
    [34, 1, 'node(s) had untolerated taint {gpu: true}'],
    [34, 2, 'node(s) had untolerated taint(s)'],
    [34, undefined, 'node(s) had untolerated taint(s)'],
    [36, 0, 'node(s) had untolerated taint(s)'],
  ])('is named in the words of 1.%s.%s', (minor, patch, reason) => {
    expect(verdictsOf(taintToleration, pod('p'), snapshot([[tainted(gpu)]], minor, patch))).toEqual({ n1: [reason] })
  })

  test('is explained by the taint and the missing toleration', () => {
    expect(explained(taintToleration, pod('p'), snapshot([[tainted({ key: 'spot', effect: 'PreferNoSchedule' }, gpu)]]))).toEqual([
      { code: 'UnschedulableAndUnresolvable', subject: 'gpu=true:NoSchedule', at: 'spec.tolerations', by: ['Node n1 spec.taints.1'] },
    ])
  })
})

test('nodes with fewer untolerated PreferNoSchedule taints score higher', () => {
  const soft = (key: string): Taint => ({ key, effect: 'PreferNoSchedule' })
  const nodes = snapshot([
    [node('n1', { spec: { taints: [soft('a'), soft('b')] } })],
    [node('n2', { spec: { taints: [soft('a')] } })],
    [node('n3')],
  ])
  const scored = queued(pod('p', { tolerations: [{ key: 'x', operator: 'Exists', effect: 'NoSchedule' }] }))
  const pass = taintToleration.preScore(scored.info, nodes.nodes, nodes, scored)
  if (pass === 'skip') throw new Error('skipped')
  const scores = nodes.nodes.map(pass.score)
  pass.normalize?.(scores, nodes.nodes)
  expect(scores).toEqual([0, 50, 100])
})
