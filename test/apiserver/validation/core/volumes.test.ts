import { expect, test } from 'vitest'
import { errorsOf } from '../../errors-of.ts'
import { objectOf } from '../objects.ts'

test.each<[string, object, string[]]>([
  ['nothing wrong', {}, []],
  [
    'no access mode and no capacity',
    { accessModes: [], capacity: {} },
    [
      'spec.accessModes: Required value',
      'spec.capacity: Required value',
      'spec.capacity: Unsupported value: {}: supported values: "storage"',
    ],
  ],
  ['no source', { hostPath: null }, ['spec: Required value: must specify a volume type']],
  ['two sources', { nfs: { server: 'a', path: '/b' } }, ['spec.nfs: Forbidden: may not specify more than 1 volume type']],
  [
    'a mode beside ReadWriteOncePod',
    { accessModes: ['ReadWriteOncePod', 'ReadWriteOnce'] },
    ['spec.accessModes: Forbidden: may not use ReadWriteOncePod with other access modes'],
  ],
  [
    'the root of the host to be recycled',
    { hostPath: { path: '/' }, persistentVolumeReclaimPolicy: 'Recycle' },
    ["spec.persistentVolumeReclaimPolicy: Forbidden: may not be 'recycle' for a hostPath mount of '/'"],
  ],
  [
    'a local volume on any node',
    { hostPath: null, local: { path: '/a' } },
    ['spec.nodeAffinity: Required value: Local volume requires node affinity'],
  ],
  [
    'a bad name of a class',
    { storageClassName: 'A_b' },
    [
      "spec.storageClassName: Invalid value: \"A_b\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
    ],
  ],
  ['a driver without a handle', { hostPath: null, csi: { driver: 'a.b' } }, ['spec.csi.volumeHandle: Required value']],
])('a PersistentVolume with %s', async (_, fields, errors) => {
  expect(
    await errorsOf(
      objectOf('v1', 'PersistentVolume', {
        spec: { capacity: { storage: '1Gi' }, accessModes: ['ReadWriteOnce'], hostPath: { path: '/a' }, ...fields },
      })
    )
  ).toEqual(errors)
})

test.each<[string, object, string[]]>([
  ['nothing wrong', {}, []],
  ['no access mode', { accessModes: [] }, ['spec.accessModes: Required value: at least 1 access mode is required']],
  ['no size', { resources: {} }, ['spec.resources[storage]: Required value']],
  [
    'a size of nothing',
    { resources: { requests: { storage: '0' } } },
    ['spec.resources[storage]: Invalid value: "0": must be greater than zero'],
  ],
  [
    'another volume mode',
    { volumeMode: 'Files' },
    ['spec.volumeMode: Unsupported value: "Files": supported values: "Block", "Filesystem"'],
  ],
  [
    'a source without a name',
    { dataSource: { kind: 'PersistentVolumeClaim', name: '' } },
    ['spec.dataSource.name: Required value', 'spec.dataSourceRef.name: Required value'],
  ],
  [
    'a bad name of a class of attributes',
    { volumeAttributesClassName: 'A' },
    [
      "spec.volumeAttributesClassName: Invalid value: \"A\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
    ],
  ],
])('a PersistentVolumeClaim with %s', async (_, fields, errors) => {
  expect(
    await errorsOf(
      objectOf('v1', 'PersistentVolumeClaim', {
        spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, ...fields },
      })
    )
  ).toEqual(errors)
})
