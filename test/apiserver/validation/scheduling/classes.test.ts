import { expect, test } from 'vitest'
import { errorsOf } from '../../errors-of.ts'
import { objectOf } from '../objects.ts'

test.each<[string, object, string[]]>([
  ['nothing wrong', { value: 1000000000 }, []],
  ["a value of the system's", { value: 1000000001 }, ['value: Forbidden: maximum allowed value of a user defined priority is 1000000000']],
  [
    "a name of the system's",
    { metadata: { name: 'system-a' }, value: 1 },
    [
      "metadata.name: Forbidden: priority class names with 'system-' prefix are reserved for system use only. error: system-a is not a known system priority class",
    ],
  ],
  [
    'another policy',
    { value: 1, preemptionPolicy: 'Always' },
    ['preemptionPolicy: Unsupported value: "Always": supported values: "PreemptLowerPriority", "Never"'],
  ],
])('a PriorityClass with %s', async (_, fields, errors) => {
  expect(await errorsOf(objectOf('scheduling.k8s.io/v1', 'PriorityClass', fields))).toEqual(errors)
})

test.each<[string, object, string[]]>([
  ['nothing wrong', { handler: 'runc' }, []],
  ['no handler', { handler: '' }, ['handler: Required value']],
  [
    'a toleration without a key',
    { handler: 'a', scheduling: { tolerations: [{ operator: 'Equal', value: 'b' }] } },
    [
      'scheduling.tolerations[0].operator: Invalid value: "Equal": operator must be Exists when `key` is empty, which means "match all values and all keys"',
    ],
  ],
  [
    'a request below zero as overhead',
    { handler: 'a', overhead: { podFixed: { cpu: '-1' } } },
    ['overhead.limits[cpu]: Invalid value: "-1": must be greater than or equal to 0'],
  ],
])('a RuntimeClass with %s', async (_, fields, errors) => {
  expect(await errorsOf(objectOf('node.k8s.io/v1', 'RuntimeClass', fields))).toEqual(errors)
})

test.each<[string, object, string[]]>([
  ['nothing wrong', { holderIdentity: 'a', leaseDurationSeconds: 1 }, []],
  ['no duration', { leaseDurationSeconds: 0 }, ['spec.leaseDurationSeconds: Invalid value: 0: must be greater than 0']],
  [
    'fewer transitions than none',
    { leaseTransitions: -1 },
    ['spec.leaseTransitions: Invalid value: -1: must be greater than or equal to 0'],
  ],
])('a Lease with %s', async (_, fields, errors) => {
  expect(await errorsOf(objectOf('coordination.k8s.io/v1', 'Lease', { spec: fields }))).toEqual(errors)
})
