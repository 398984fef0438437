import { expect, test } from 'vitest'
import { storedOf } from '../errors-of.ts'
import { objectOf } from '../validation/objects.ts'

test('a volume starts as pending, whatever its status says', async () => {
  const spec = { capacity: { storage: '1Gi' }, accessModes: ['ReadWriteOnce'], hostPath: { path: '/a' } }
  const { status } = await storedOf(objectOf('v1', 'PersistentVolume', { spec, status: { phase: 'Bound', message: 'a' } }))
  expect(status).toEqual({ phase: 'Pending', lastPhaseTransitionTime: '<time>' })
})

test('the texts of a Secret become data and win over it', async () => {
  const stored = await storedOf(objectOf('v1', 'Secret', { data: { a: 'YQ==', b: 'Yg==' }, stringData: { a: 'c' } }))
  expect(stored).toHaveProperty('data', { a: 'Yw==', b: 'Yg==' })
  expect(stored).not.toHaveProperty('stringData')
})

test('a namespace gets its finalizer and starts as active', async () => {
  const stored = await storedOf(objectOf('v1', 'Namespace', { status: { phase: 'Terminating' } }))
  expect(stored.spec).toEqual({ finalizers: ['kubernetes'] })
  expect(stored.status).toEqual({ phase: 'Active' })
})

test('a source of a claim that is neither a snapshot nor a claim is dropped', async () => {
  const spec = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, dataSource: { kind: 'Pod', name: 'a' } }
  const stored = await storedOf(objectOf('v1', 'PersistentVolumeClaim', { spec }))
  expect(stored.spec).not.toHaveProperty('dataSource')
})

test('who asks for a certificate cannot write who asks, nor what the signer says', async () => {
  const request = Buffer.from('-----BEGIN CERTIFICATE REQUEST-----\nYQ==\n-----END CERTIFICATE REQUEST-----\n').toString('base64')
  const spec = { request, signerName: 'a.b/c', usages: ['client auth', 'any'], username: 'a', groups: ['b'] }
  const status = { conditions: [{ type: 'Approved', status: 'True' }] }
  const stored = await storedOf(objectOf('certificates.k8s.io/v1', 'CertificateSigningRequest', { spec, status }))
  expect(stored.spec).toEqual({ request, signerName: 'a.b/c', usages: ['client auth', 'any'] })
  expect(stored.status ?? {}).toEqual({})
})

test.each<[string, string, string, object, object]>([
  [
    'a CSIDriver',
    'storage.k8s.io/v1',
    'CSIDriver',
    {},
    { attachRequired: true, podInfoOnMount: false, fsGroupPolicy: 'ReadWriteOnceWithFSType' },
  ],
  [
    'a FlowSchema',
    'flowcontrol.apiserver.k8s.io/v1',
    'FlowSchema',
    { priorityLevelConfiguration: { name: 'a' } },
    { matchingPrecedence: 1000 },
  ],
  [
    'a level that limits',
    'flowcontrol.apiserver.k8s.io/v1',
    'PriorityLevelConfiguration',
    { type: 'Limited', limited: { limitResponse: { type: 'Reject' } } },
    { limited: { nominalConcurrencyShares: 30, lendablePercent: 0 } },
  ],
])('%s gets the defaults of its kind', async (_, apiVersion, kind, spec, expected) => {
  expect((await storedOf(objectOf(apiVersion, kind, { spec }))).spec).toMatchObject(expected)
})
