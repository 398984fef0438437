import { expect, test } from 'vitest'
import { errorsOf } from '../../errors-of.ts'
import { objectOf } from '../objects.ts'

test.each<[string, object, string[]]>([
  ['nothing wrong', { matchingPrecedence: 1000 }, []],
  [
    'a precedence above the last',
    { matchingPrecedence: 10001 },
    ['spec.matchingPrecedence: Invalid value: 10001: must not be greater than 10000'],
  ],
  [
    'the precedence of exempt',
    { matchingPrecedence: 1 },
    ["spec.matchingPrecedence: Invalid value: 1: only the schema named 'exempt' may have matchingPrecedence 1"],
  ],
  [
    'no level',
    { priorityLevelConfiguration: { name: '' } },
    ['spec.priorityLevelConfiguration.name: Required value: must reference a priority level'],
  ],
  [
    'a rule for nobody',
    { rules: [{ subjects: [], resourceRules: [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'], clusterScope: true }] }] },
    ['spec.rules[0].subjects: Required value: subjects must contain at least one value'],
  ],
  [
    'a group without a name',
    { rules: [{ subjects: [{ kind: 'Group', group: {} }], nonResourceRules: [{ verbs: ['get'], nonResourceURLs: ['/*'] }] }] },
    ['spec.rules[0].subjects[0].group.name: Required value'],
  ],
  [
    'a verb beside all verbs',
    {
      rules: [
        { subjects: [{ kind: 'User', user: { name: 'a' } }], resourceRules: [{ verbs: ['*', 'get'], apiGroups: ['*'], resources: ['*'] }] },
      ],
    },
    [
      'spec.rules[0].resourceRules[0].verbs: Invalid value: ["*","get"]: if \'*\' is present, must not specify other verbs',
      'spec.rules[0].resourceRules[0].namespaces: Required value: resource rules that are not cluster scoped must supply at least one namespace',
    ],
  ],
])('a FlowSchema with %s', async (_, fields, errors) => {
  expect(
    await errorsOf(
      objectOf('flowcontrol.apiserver.k8s.io/v1', 'FlowSchema', { spec: { priorityLevelConfiguration: { name: 'a' }, ...fields } })
    )
  ).toEqual(errors)
})

test.each<[string, object, string[]]>([
  ['nothing wrong', { type: 'Limited', limited: { limitResponse: { type: 'Reject' } } }, []],
  ['another type', { type: 'Some' }, ['spec.type: Unsupported value: "Some": supported values: "Exempt", "Limited"']],
  [
    'limits where nothing is limited',
    { type: 'Exempt', limited: { limitResponse: { type: 'Reject' } } },
    [
      "spec.type: Invalid value: \"Exempt\": must be 'Exempt' if and only if `name` is 'exempt'",
      'spec.limited: Forbidden: must be nil if the type is not Limited',
    ],
  ],
  [
    'queues where all is rejected',
    { type: 'Limited', limited: { limitResponse: { type: 'Reject', queuing: {} } } },
    ['spec.limited.limitResponse.queuing: Forbidden: must be nil if limited.limitResponse.type is not Limited'],
  ],
  [
    'hands larger than the deck',
    { type: 'Limited', limited: { limitResponse: { type: 'Queue', queuing: { queues: 2, handSize: 4, queueLengthLimit: 1 } } } },
    ['spec.limited.limitResponse.queuing.handSize: Invalid value: 4: should not be greater than queues (2)'],
  ],
])('a PriorityLevelConfiguration with %s', async (_, fields, errors) => {
  expect(await errorsOf(objectOf('flowcontrol.apiserver.k8s.io/v1', 'PriorityLevelConfiguration', { spec: fields }))).toEqual(errors)
})
