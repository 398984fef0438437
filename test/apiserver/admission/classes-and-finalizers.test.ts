import { describe, expect, test } from 'vitest'
import type { AdmittedMeta, Ingress, PersistentVolumeClaim } from '../../../src/apiserver/admission/objects.ts'
import type { Node } from '../../../src/k8s/types.ts'
import { core, pod, refusals, stored, verdictOf } from './admitted.ts'

const claim = (fields: object = {}, metadata: object = {}) => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'd', namespace: 'default', ...metadata },
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, ...fields },
})
const storageClass = (name: string, isDefault: boolean, fields: object = {}, creationTimestamp?: string) => ({
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: {
    name,
    annotations: { 'storageclass.kubernetes.io/is-default-class': String(isDefault) },
    ...(creationTimestamp === undefined ? {} : { creationTimestamp }),
  },
  provisioner: 'example.com/p',
  ...fields,
})
const classOf = async (object: object, present: readonly object[]) =>
  ((await stored(object, present as never)) as PersistentVolumeClaim).spec?.storageClassName

describe('a claim', () => {
  test.each<[string, object, readonly object[], string | undefined]>([
    ['without a class gets the default one', claim(), [storageClass('a', false), storageClass('b', true)], 'b'],
    ['gets none where none is the default', claim(), [storageClass('a', false)], undefined],
    ['with an empty class keeps it', claim({ storageClassName: '' }), [storageClass('b', true)], ''],
    [
      'with the old annotation is left alone',
      claim({}, { annotations: { 'volume.beta.kubernetes.io/storage-class': 'a' } }),
      [storageClass('b', true)],
      undefined,
    ],
    ['gets the first by name of equally old ones', claim(), [storageClass('b', true), storageClass('a', true)], 'a'],
    [
      'gets the newest',
      claim(),
      [storageClass('a', true, {}, '2025-01-01T00:00:00Z'), storageClass('b', true, {}, '2025-02-01T00:00:00Z')],
      'b',
    ],
    [
      'gets one of the input before one that is there already',
      claim(),
      [storageClass('a', true, {}, '2025-01-01T00:00:00Z'), storageClass('b', true)],
      'b',
    ],
  ])('%s', async (_, object, present, expected) => {
    expect(await classOf(object, present)).toBe(expected)
  })

  test('is protected while it is used', async () => {
    expect(((await stored(claim())).metadata as AdmittedMeta).finalizers).toEqual(['kubernetes.io/pvc-protection'])
  })

  test.each<[string, object, object, readonly string[]]>([
    ['a class that allows it', { storageClassName: 'a' }, { allowVolumeExpansion: true }, []],
    [
      'a class that does not',
      { storageClassName: 'a' },
      {},
      [
        'persistentvolumeclaims "d" is forbidden: only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize',
      ],
    ],
  ])('grows by %s', async (_, fields, allowed, expected) => {
    const old = { ...claim({ ...fields, volumeName: 'v' }), status: { phase: 'Bound' } }
    const grown = claim({ ...fields, volumeName: 'v', resources: { requests: { storage: '2Gi' } } })
    const { objections } = await verdictOf(grown, [storageClass('a', false, allowed)], undefined, 'closed', old)
    expect(objections.filter(({ plugin }) => plugin === 'PersistentVolumeClaimResize').map(({ message }) => message)).toEqual(expected)
  })
})

describe('an Ingress', () => {
  const ingressClass = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: { name: 'nginx', annotations: { 'ingressclass.kubernetes.io/is-default-class': 'true' } },
    spec: { controller: 'example.com/nginx' },
  }
  const ingress = (fields: object, metadata: object = {}) => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'web', namespace: 'default', ...metadata },
    spec: { defaultBackend: { service: { name: 's', port: { number: 80 } } }, ...fields },
  })

  test.each<[string, object, string | undefined]>([
    ['without a class gets the default one', ingress({}), 'nginx'],
    ['with a class keeps it', ingress({ ingressClassName: 'other' }), 'other'],
    ['with the old annotation is left alone', ingress({}, { annotations: { 'kubernetes.io/ingress.class': 'x' } }), undefined],
  ])('%s', async (_, object, expected) => {
    expect(((await stored(object, [ingressClass])) as Ingress).spec?.ingressClassName).toBe(expected)
  })
})

describe('a node', () => {
  test('is not ready at first, once', async () => {
    const notReady = { key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' }
    const node = (taints: readonly object[]) => ({ apiVersion: 'v1', kind: 'Node', metadata: { name: 'n' }, spec: { taints } })
    expect(((await stored(node([]))) as Node).spec?.taints).toEqual([notReady])
    expect(((await stored(node([notReady]))) as Node).spec?.taints).toEqual([notReady])
  })

  test('tells a pod that names it where it is, from 1.35 on', async () => {
    const node = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'n', labels: { 'topology.kubernetes.io/zone': 'z', disk: 'ssd' } } }
    const bound = pod({ nodeName: 'n' })
    expect((await stored(bound, [node])).metadata?.labels).toEqual({ 'topology.kubernetes.io/zone': 'z' })
    expect((await stored(bound, [node], { minor: 34 })).metadata?.labels).toBeUndefined()
  })
})

describe('a namespace', () => {
  test('that is going away takes nothing new', async () => {
    const shop = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' }, status: { phase: 'Terminating' } }
    const map = { ...core('ConfigMap', 'a'), metadata: { name: 'a', namespace: 'shop' } }
    expect(await refusals(map, [shop])).toEqual([
      'configmaps "a" is forbidden: unable to create new content in namespace shop because it is being terminated',
    ])
  })
})
