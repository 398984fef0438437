import { describe, expect, test } from 'vitest'
import type { KubernetesObject } from '../../../../src/k8s/types.ts'
import { errorsOf, storedOf } from '../../errors-of.ts'

const made = (apiVersion: string, kind: string, metadata: object, fields: object = {}): KubernetesObject => ({
  apiVersion,
  kind,
  metadata: { name: 'a', ...metadata },
  ...fields,
})
const words = 'name is neither a standard finalizer name nor is it fully qualified'
const entry = { apiVersion: 'v1', operation: 'Update', fieldsType: 'FieldsV1', manager: 'm'.repeat(129) }

describe('metadata', () => {
  test('of a Lease may have finalizers of any name, of a ConfigMap only known ones', async () => {
    expect(await errorsOf(made('coordination.k8s.io/v1', 'Lease', { finalizers: ['a'] }))).toEqual([])
    expect(await errorsOf(made('v1', 'ConfigMap', { finalizers: ['a'] }))).toEqual([`metadata.finalizers[0]: Invalid value: "a": ${words}`])
  })

  test('says who wrote what, unless one entry cannot be read', async () => {
    expect(await errorsOf(made('v1', 'ConfigMap', { managedFields: [entry] }))).toHaveLength(1)
    expect(await errorsOf(made('v1', 'ConfigMap', { managedFields: [entry, { ...entry, operation: '' }] }))).toEqual([])
  })

  test('says nothing of the end of an object that is created', async () => {
    const ended = made('v1', 'ConfigMap', { deletionTimestamp: '2026-01-01T00:00:00Z', deletionGracePeriodSeconds: 3 })
    expect(Object.keys((await storedOf(ended)).metadata ?? {}).sort()).toEqual(['name', 'namespace'])
  })

  test('of a request for a certificate is looked at only where all else is right', async () => {
    const request = made('certificates.k8s.io/v1', 'CertificateSigningRequest', { name: 'a/b' }, { spec: { usages: [] } })
    expect(await errorsOf(request)).not.toContainEqual(expect.stringContaining("may not contain '/'"))
  })
})
