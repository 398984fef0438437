import { expect, test } from 'vitest'
import { errorsOf } from '../../errors-of.ts'
import { objectOf } from '../objects.ts'

test.each<[string, object, string[]]>([
  ['nothing wrong', { spec: { podCIDRs: ['10.0.0.0/24'], taints: [{ key: 'a', effect: 'NoSchedule' }] } }, []],
  ['a taint without an effect', { spec: { taints: [{ key: 'a' }] } }, ['metadata.taints[0].effect: Required value']],
  [
    'a taint twice',
    {
      spec: {
        taints: [
          { key: 'a', effect: 'NoSchedule' },
          { key: 'a', effect: 'NoSchedule', value: 'b' },
        ],
      },
    },
    [
      'metadata.taints[1]: Duplicate value: {"Key":"a","Value":"b","Effect":"NoSchedule","TimeAdded":null}: taints must be unique by key and effect pair',
    ],
  ],
  [
    'two ranges of one family',
    { spec: { podCIDRs: ['10.0.0.0/24', '10.0.1.0/24'] } },
    ['spec.podCIDRs: Invalid value: ["10.0.0.0/24","10.0.1.0/24"]: may specify no more than one CIDR for each IP family'],
  ],
])('a Node with %s', async (_, fields, errors) => {
  expect(await errorsOf(objectOf('v1', 'Node', fields))).toEqual(errors)
})

test.each<[string, object, string[]]>([
  ['nothing wrong', { spec: { finalizers: ['a.b/c'] } }, []],
  [
    'a finalizer without a domain',
    { spec: { finalizers: ['a'] } },
    ['spec.finalizers: Invalid value: "a": name is neither a standard finalizer name nor is it fully qualified'],
  ],
  ['a name with a dot', { metadata: { name: 'a.b' } }, ['metadata.name: Invalid value: "a.b": must not contain dots']],
])('a Namespace with %s', async (_, fields, errors) => {
  expect(await errorsOf(objectOf('v1', 'Namespace', fields))).toEqual(errors)
})

test.each<[string, object, string[]]>([
  [
    'a name with a capital',
    { metadata: { name: 'A' } },
    [
      "metadata.name: Invalid value: \"A\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
    ],
  ],
])('a ServiceAccount with %s', async (_, fields, errors) => {
  expect(await errorsOf(objectOf('v1', 'ServiceAccount', fields))).toEqual(errors)
})

test.each<[string, object, string[]]>([
  ['nothing wrong', {}, []],
  [
    'an object of another namespace',
    { involvedObject: { kind: 'Pod', namespace: 'b' } },
    ['involvedObject.namespace: Invalid value: "b": does not match event.namespace'],
  ],
])('an Event with %s', async (_, fields, errors) => {
  expect(
    await errorsOf(
      objectOf('v1', 'Event', {
        metadata: { name: 'a', namespace: 'default' },
        involvedObject: { kind: 'Pod', namespace: 'default' },
        ...fields,
      })
    )
  ).toEqual(errors)
})

test.each<[string, object, string[]]>([
  ['nothing wrong', {}, []],
  ['another type', { type: 'Fine' }, ['type: Invalid value: "": has invalid value: Fine']],
  [
    'no reporter',
    { reportingController: '', action: '' },
    [
      'reportingController: Required value',
      'reportingController: Invalid value: "": name part must be non-empty',
      "reportingController: Invalid value: \"\": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')",
      'action: Required value',
    ],
  ],
])('an Event of events.k8s.io with %s', async (_, fields, errors) => {
  expect(
    await errorsOf(
      objectOf('events.k8s.io/v1', 'Event', {
        metadata: { name: 'a', namespace: 'default' },
        eventTime: '2026-01-01T00:00:00.000000Z',
        reportingController: 'a.b/c',
        reportingInstance: 'd',
        action: 'e',
        reason: 'f',
        type: 'Normal',
        regarding: { kind: 'Pod', namespace: 'default' },
        ...fields,
      })
    )
  ).toEqual(errors)
})

test.each<[string, object, string[]]>([
  ['no node', { target: { kind: 'Node' } }, ['target.name: Required value']],
  [
    'a pod as the target',
    { target: { kind: 'Pod', name: 'a' } },
    ['target.kind: Unsupported value: "Pod": supported values: "Node", "<empty>"'],
  ],
])('a Binding with %s', async (_, fields, errors) => {
  expect(await errorsOf(objectOf('v1', 'Binding', fields))).toEqual(errors)
})
