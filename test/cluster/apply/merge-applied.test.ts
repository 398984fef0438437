import { describe, expect, test } from 'vitest'
import { lastApplied, mergeApplied } from '../../../src/cluster/apply/merge-applied.ts'
import { newestVersion } from '../../../src/k8s/version.ts'
import { findResourceType } from '../../../src/schema/resource-types.ts'

const deploymentType = findResourceType('apps/v1', 'Deployment', newestVersion)!
const merged = (written: object, current: object, applied: object) => mergeApplied(written, current, applied, deploymentType, newestVersion)
const spec = (fields: object) => ({ spec: fields })
const containers = (...items: readonly object[]) => spec({ template: { spec: { containers: items } } })

describe('a text that is applied to what is there', () => {
  test.each<[string, object, object, object, object]>([
    ['keeps what somebody else has set', spec({ paused: true }), spec({ replicas: 3 }), {}, spec({ paused: true, replicas: 3 })],
    ['takes away what was written before', spec({}), spec({ replicas: 3 }), spec({ replicas: 2 }), spec({})],
    ['overwrites what it writes', spec({ replicas: 1 }), spec({ replicas: 3 }), spec({ replicas: 3 }), spec({ replicas: 1 })],
    [
      'merges labels',
      { metadata: { labels: { a: '1' } } },
      { metadata: { labels: { b: '2', c: '3' } } },
      { metadata: { labels: { c: '3' } } },
      { metadata: { labels: { a: '1', b: '2' } } },
    ],
    [
      'merges containers by their names, its own first',
      containers({ name: 'a', image: 'i:2' }),
      containers({ name: 'side', image: 's' }, { name: 'a', image: 'i:1', tty: true }, { name: 'old', image: 'o' }),
      containers({ name: 'a', image: 'i:1' }, { name: 'old', image: 'o' }),
      containers({ name: 'a', image: 'i:2', tty: true }, { name: 'side', image: 's' }),
    ],
    [
      'takes lists without names as they are',
      containers({ name: 'a', args: ['x'] }),
      containers({ name: 'a', args: ['y', 'z'] }),
      {},
      containers({ name: 'a', args: ['x'] }),
    ],
    [
      'lets one strategy exclude another',
      spec({ strategy: { type: 'Recreate' } }),
      spec({ strategy: { type: 'RollingUpdate', rollingUpdate: {} } }),
      {},
      spec({ strategy: { type: 'Recreate' } }),
    ],
  ])('%s', (_, written, current, applied, expected) => {
    expect(merged(written, current, applied)).toEqual(expected)
  })

  test('does not fall for a key such as __proto__', () => {
    const written = JSON.parse('{"metadata": {"labels": {"__proto__": "a"}}}') as object
    expect(JSON.stringify(merged(written, { metadata: { labels: { b: 'c' } } }, {}))).toBe(
      '{"metadata":{"labels":{"__proto__":"a","b":"c"}}}'
    )
  })
})

describe('what was applied last', () => {
  const noted = (text: unknown) => ({ metadata: { annotations: { 'kubectl.kubernetes.io/last-applied-configuration': text as string } } })

  test.each<[unknown, unknown]>([
    ['{"kind": "Pod"}', { kind: 'Pod' }],
    ['{"kind', undefined],
    ['[]', undefined],
    [7, undefined],
  ])('is read from the note %j', (text, expected) => {
    expect(lastApplied(noted(text))).toEqual(expected)
  })
})
