import { expect, test } from 'vitest'
import type { Toleration } from '../../../../src/k8s/types.ts'
import { nodeUnschedulable } from '../../../../src/simulate/scheduler/plugins/node-unschedulable.ts'
import { node, pod, snapshot } from '../../objects.ts'
import { verdictsOf } from './filter.ts'

const cordoned = () => snapshot([[node('n1', { spec: { unschedulable: true } })], [node('n2')]])

test.each<[string, readonly Toleration[], unknown]>([
  ['refused without a toleration', [], { n1: ['node(s) were unschedulable'], n2: 'passes' }],
  [
    'refused with a toleration of something else',
    [{ key: 'gpu', operator: 'Exists' }],
    { n1: ['node(s) were unschedulable'], n2: 'passes' },
  ],
  ['used by pods that tolerate it', [{ key: 'node.kubernetes.io/unschedulable', operator: 'Exists', effect: 'NoSchedule' }], 'skip'],
])('a cordoned node is %s', (_, tolerations, expected) => {
  expect(verdictsOf(nodeUnschedulable, pod('p', { tolerations }), cordoned())).toEqual(expected)
})
