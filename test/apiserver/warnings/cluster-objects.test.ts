import { expect, test } from 'vitest'
import type { KubernetesObject } from '../../../src/k8s/types.ts'
import { warningsOf } from '../errors-of.ts'
import { objectOf } from '../validation/objects.ts'

const volume = (fields: object): KubernetesObject =>
  objectOf('v1', 'PersistentVolume', { spec: { capacity: { storage: '1Gi' }, accessModes: ['ReadWriteOnce'], ...fields } })
const claim = (storage: string): KubernetesObject =>
  objectOf('v1', 'PersistentVolumeClaim', { spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } } })
const topology = (key: string): object => ({ allowedTopologies: [{ matchLabelExpressions: [{ key, values: ['a'] }] }] })

test.each<[string, KubernetesObject, string[]]>([
  [
    'a volume on its way out',
    volume({ glusterfs: { endpoints: 'a', path: 'b' } }),
    ['spec.glusterfs: deprecated in v1.25, non-functional in v1.26+'],
  ],
  [
    'a volume that is recycled',
    volume({ hostPath: { path: '/a' }, persistentVolumeReclaimPolicy: 'Recycle' }),
    [
      'spec.persistentVolumeReclaimPolicy: The Recycle reclaim policy is deprecated. Instead, the recommended approach is to use dynamic provisioning.',
    ],
  ],
  [
    'a claim of a part of a byte',
    claim('100m'),
    ['spec.resources.requests[storage]: fractional byte value "100m" is invalid, must be an integer'],
  ],
  [
    'an old label of nodes',
    objectOf('storage.k8s.io/v1', 'StorageClass', { provisioner: 'a', ...topology('beta.kubernetes.io/arch') }),
    ['allowedTopologies[0].matchLabelExpressions[0].key: deprecated since v1.14; use "kubernetes.io/arch" instead'],
  ],
  [
    'an external id',
    objectOf('v1', 'Node', { spec: { externalID: 'a' } }),
    ['spec.externalID: this field is deprecated, and is unused by Kubernetes'],
  ],
  [
    'mountable secrets',
    {
      ...objectOf('v1', 'ServiceAccount', {}),
      metadata: { name: 'a', annotations: { 'kubernetes.io/enforce-mountable-secrets': 'true' } },
    },
    [
      'metadata.annotations[kubernetes.io/enforce-mountable-secrets]: deprecated in v1.32+; prefer separate namespaces to isolate access to mounted secrets',
    ],
  ],
  [
    'a certificate that is none',
    objectOf('v1', 'Secret', { type: 'kubernetes.io/tls', data: { 'tls.crt': 'YQ==', 'tls.key': 'YQ==' } }),
    ['tls: failed to find any PEM data in certificate input'],
  ],
])('the server warns of %s', async (_, object, warnings) => {
  expect(await warningsOf(object)).toEqual(warnings)
})

test.each<[string, KubernetesObject]>([
  ['a usual volume', volume({ nfs: { server: 'a', path: '/b' } })],
  ['a claim of whole bytes', claim('1Gi')],
  ['a label of nodes that stays', objectOf('storage.k8s.io/v1', 'StorageClass', { provisioner: 'a', ...topology('kubernetes.io/arch') })],
])('the server does not warn of %s', async (_, object) => {
  expect(await warningsOf(object)).toEqual([])
})

test.each<[string, number, KubernetesObject]>([
  ['recycling', 30, volume({ hostPath: { path: '/a' }, persistentVolumeReclaimPolicy: 'Recycle' })],
  ['requests above limits', 35, objectOf('v1', 'ResourceQuota', { spec: { hard: { 'requests.cpu': '2', 'limits.cpu': '1' } } })],
])('the server warns of %s since v1.%i', async (_, since, object) => {
  expect(await warningsOf(object, since)).toHaveLength(1)
  expect(await warningsOf(object, since - 1)).toEqual([])
})
