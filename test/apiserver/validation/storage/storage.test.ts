import { expect, test } from 'vitest'
import { errorsOf } from '../../errors-of.ts'
import { objectOf } from '../objects.ts'

test.each<[string, object, string[]]>([
  ['nothing wrong', { parameters: { a: 'b' }, allowedTopologies: [{ matchLabelExpressions: [{ key: 'a', values: ['b'] }] }] }, []],
  ['no provisioner', { provisioner: '' }, ['provisioner: Required value']],
  ['an empty name of a parameter', { parameters: { '': 'b' } }, ['parameters: Invalid value: "": field can not be empty.']],
  ['another policy', { reclaimPolicy: 'Recycle' }, ['reclaimPolicy: Unsupported value: "Recycle": supported values: "Delete", "Retain"']],
  [
    'another mode of binding',
    { volumeBindingMode: 'Later' },
    ['volumeBindingMode: Unsupported value: "Later": supported values: "Immediate", "WaitForFirstConsumer"'],
  ],
  [
    'a topology twice',
    { allowedTopologies: [{ matchLabelExpressions: [{ key: 'a', values: ['b', 'b'] }] }] },
    ['allowedTopologies[0].matchLabelExpressions[0].values[1]: Duplicate value: "b"'],
  ],
])('a StorageClass with %s', async (_, fields, errors) => {
  expect(await errorsOf(objectOf('storage.k8s.io/v1', 'StorageClass', { provisioner: 'a.b/c', ...fields }))).toEqual(errors)
})

test.each<[string, object, string[]]>([
  ['nothing wrong', { volumeLifecycleModes: ['Ephemeral'] }, []],
  [
    'another mode',
    { volumeLifecycleModes: ['Brief'] },
    ['spec.volumeLifecycleModes: Unsupported value: "Brief": supported values: "Persistent", "Ephemeral"'],
  ],
  [
    'a token for the same audience twice',
    { tokenRequests: [{ audience: 'a' }, { audience: 'a' }] },
    ['spec.tokenRequests[1].audience: Duplicate value: "a"'],
  ],
  [
    'a token that expires at once',
    { tokenRequests: [{ audience: 'a', expirationSeconds: 1 }] },
    ['spec.tokenRequests[0].expirationSeconds: Invalid value: 1: may not specify a duration less than 10 minutes'],
  ],
])('a CSIDriver with %s', async (_, fields, errors) => {
  expect(await errorsOf(objectOf('storage.k8s.io/v1', 'CSIDriver', { spec: fields }))).toEqual(errors)
})

test.each<[string, object, string[]]>([
  ['nothing wrong', { name: 'a', nodeID: 'b', topologyKeys: ['c'] }, []],
  [
    'no id and a key twice',
    { name: 'a', nodeID: '', topologyKeys: ['c', 'c'] },
    ['spec.drivers[0].nodeID: Required value', 'spec.drivers[0]: Duplicate value: "c"'],
  ],
  [
    'fewer volumes than none',
    { name: 'a', nodeID: 'b', allocatable: { count: -1 } },
    ['spec.drivers[0].allocatable.count: Invalid value: -1: must be greater than or equal to 0'],
  ],
])('a CSINode with %s', async (_, fields, errors) => {
  expect(await errorsOf(objectOf('storage.k8s.io/v1', 'CSINode', { spec: { drivers: [fields] } }))).toEqual(errors)
})

test.each<[string, object, string[]]>([
  ['nothing wrong', {}, []],
  [
    'neither attacher nor node',
    { attacher: '', nodeName: '' },
    [
      'spec.attacher: Required value',
      "spec.nodeName: Invalid value: \"\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
    ],
  ],
  ['no source', { source: {} }, ['spec.source: Required value: must specify exactly one of inlineVolumeSpec and persistentVolumeName']],
])('a VolumeAttachment with %s', async (_, fields, errors) => {
  expect(
    await errorsOf(
      objectOf('storage.k8s.io/v1', 'VolumeAttachment', {
        spec: { attacher: 'a', nodeName: 'b', source: { persistentVolumeName: 'c' }, ...fields },
      })
    )
  ).toEqual(errors)
})

test.each<[string, object, string[]]>([
  ['no parameters', { driverName: 'a' }, ['parameters: Required value: must contain at least one key/value pair']],
])('a VolumeAttributesClass with %s', async (_, fields, errors) => {
  expect(await errorsOf(objectOf('storage.k8s.io/v1', 'VolumeAttributesClass', fields))).toEqual(errors)
})

test.each<[string, object, string[]]>([
  ['nothing wrong', { capacity: '1Gi' }, []],
  ['a negative capacity', { capacity: '-1' }, ['capacity: Invalid value: "-1": must be greater than or equal to 0']],
  [
    'no class',
    { storageClassName: '' },
    [
      "storageClassName: Invalid value: \"\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
    ],
  ],
])('a CSIStorageCapacity with %s', async (_, fields, errors) => {
  expect(await errorsOf(objectOf('storage.k8s.io/v1', 'CSIStorageCapacity', { storageClassName: 'a', ...fields }))).toEqual(errors)
})
