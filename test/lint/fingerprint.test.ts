import { describe, expect, test } from 'vitest'
import { type FingerprintParts, fingerprint } from '../../src/lint/fingerprint.ts'

const parts: FingerprintParts = {
  rule: 'probe/timeout-exceeds-period',
  messageKey: 'longer',
  identity: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'shop', name: 'web' },
  path: ['spec', 'containers', 1, 'ports', 0],
  value: { spec: { containers: [{ name: 'proxy' }, { name: 'web', ports: [80] }] } },
  place: [],
}
const own = fingerprint(parts)

test('is 16 hex digits, the same on every machine', () => {
  expect(own).toMatch(/^[0-9a-f]{16}$/)
  expect(own).toBe('5f559498db06e6c2')
})

describe('stays the same', () => {
  test.each<[string, Partial<FingerprintParts>]>([
    [
      'when a container is put before it',
      { path: ['spec', 'containers', 2, 'ports', 0], value: { spec: { containers: [{}, {}, { name: 'web' }] } } },
    ],
    ['when the version of the API moves on', { identity: { ...parts.identity!, apiVersion: 'apps/v1beta2' } }],
  ])('%s', (_, change) => {
    expect(fingerprint({ ...parts, ...change })).toBe(own)
  })
})

describe('differs', () => {
  test.each<[string, Partial<FingerprintParts>]>([
    ['for another rule', { rule: 'probe/other' }],
    ['for another message', { messageKey: 'other' }],
    ['for another name', { identity: { ...parts.identity!, name: 'api' } }],
    ['for another namespace', { identity: { ...parts.identity!, namespace: 'prod' } }],
    ['for another kind', { identity: { ...parts.identity!, kind: 'StatefulSet' } }],
    ['for another group', { identity: { ...parts.identity!, apiVersion: 'example.com/v1' } }],
    ['for another container', { path: ['spec', 'containers', 0, 'ports', 0] }],
    ['for another item without a name', { path: ['spec', 'containers', 1, 'ports', 1] }],
    ['for another place', { place: ['a.yaml'] }],
  ])('%s', (_, change) => {
    expect(fingerprint({ ...parts, ...change })).not.toBe(own)
  })
})

test('many findings have as many fingerprints', () => {
  const all = new Set(Array.from({ length: 20_000 }, (_, i) => fingerprint({ ...parts, path: ['spec', i] })))
  expect(all.size).toBe(20_000)
})
