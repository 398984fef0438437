import { describe, expect, test } from 'vitest'
import { newestVersion } from '../../src/k8s/version.ts'
import { encode } from '../../src/schema/encode.ts'
import { findResourceType } from '../../src/schema/resource-types.ts'

function encoded(object: { apiVersion: string; kind: string; [member: string]: unknown }, version = newestVersion): unknown {
  return encode(object, findResourceType(object.apiVersion, object.kind, version)!, version)
}

const role = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: { name: 'r' } }
const pod = (container: object, spec: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'p' },
  spec: { containers: [{ name: 'c', ...container }], ...spec },
})

describe('an object as Go writes it', () => {
  test.each<[string, { apiVersion: string; kind: string }, object]>([
    ['has a list that is never left out as null', role, { ...role, rules: null }],
    ['so where it is empty', { ...role, rules: [] } as typeof role, { ...role, rules: null }],
    ['has a struct that is no pointer as an empty one', pod({}), { ...pod({ resources: {} }), status: {} }],
    ['leaves out what is empty', pod({ image: '', args: [], env: [], tty: false }), { ...pod({ resources: {} }), status: {} }],
    ['keeps a pointer to zero', pod({}, { priority: 0 }), { ...pod({ resources: {} }, { priority: 0 }), status: {} }],
    [
      'has amounts in their one form',
      pod({ resources: { limits: { cpu: '1000m', memory: 1024 } } }),
      { ...pod({ resources: { limits: { cpu: '1', memory: '1024' } } }), status: {} },
    ],
    [
      'says twice what has two names',
      pod({}, { serviceAccountName: 'a' }),
      { ...pod({ resources: {} }, { serviceAccountName: 'a', serviceAccount: 'a' }), status: {} },
    ],
  ])('%s', (_, object, expected) => {
    expect(encoded(object)).toEqual(expected)
  })

  test('has times in UTC, those with fractions with six digits', () => {
    const lease = { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: {} }
    const times = { renewTime: '2020-01-01T02:00:00.5+02:00', acquireTime: '<time>' }
    expect(encoded({ ...lease, spec: times })).toEqual({
      ...lease,
      spec: { renewTime: '2020-01-01T00:00:00.500000Z', acquireTime: '<time>' },
    })
  })

  test('has no creation time in templates since 1.34, null before', () => {
    const template = { apiVersion: 'v1', kind: 'PodTemplate', metadata: {}, template: { spec: { containers: [] } } }
    expect(encoded(template)).toMatchObject({ template: { metadata: {} } })
    expect(encoded(template, { minor: 33 })).toMatchObject({ template: { metadata: { creationTimestamp: null } } })
  })

  test('keeps a key such as __proto__', () => {
    const data = JSON.parse('{"__proto__": "a"}') as object
    expect(JSON.stringify(encoded({ apiVersion: 'v1', kind: 'ConfigMap', metadata: {}, data }))).toContain('"__proto__":"a"')
  })
})
