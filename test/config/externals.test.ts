import { describe, expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import { externalMatcher } from '../../src/config/externals.ts'
import { parseOptions } from '../../src/config/options.ts'
import { check } from '../../src/pipeline.ts'

describe('what exists elsewhere', () => {
  test.each([
    [[{ kind: 'Secret', name: 'tls' }], true],
    [[{ kind: 'Secret', namespace: 'shop', name: 'tls' }], true],
    [[{ kind: 'Secret', namespace: 'sh*', name: 't?s' }], true],
    [[{ kind: '*', name: '*' }], true],
    [[{ kind: 'Secret', name: '*x*' }], false],
    [[{ kind: 'ConfigMap', name: 'tls' }], false],
    [[{ kind: 'Secret', namespace: 'other', name: 'tls' }], false],
    [[{ kind: 'secret', name: 'tls' }], false],
  ])('%j names Secret shop/tls: %s', (externals, expected) => {
    expect(externalMatcher(externals)?.('Secret', 'shop', 'tls')).toBe(expected)
  })

  test('is nothing where nothing is said', () => {
    expect(externalMatcher([])).toBeUndefined()
  })

  test('names no cluster-scoped object by a namespace', () => {
    expect(externalMatcher([{ kind: '*', namespace: '*', name: '*' }])?.('Node', null, 'n1')).toBe(false)
  })

  test('takes linear time for globs of many stars', () => {
    expect(externalMatcher([{ kind: 'Secret', name: `${'*a'.repeat(200)}b` }])?.('Secret', null, 'a'.repeat(5000))).toBe(false)
  })
})

describe('a reference to what exists elsewhere', () => {
  const pod = `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
spec:
  serviceAccountName: web
  imagePullSecrets: [{name: registry}]
  containers:
    - name: web
      image: nginx:1.27
      envFrom: [{configMapRef: {name: settings}}, {secretRef: {name: tls}}]
`
  const externals = [
    { kind: 'Namespace', name: 'shop' },
    { kind: 'ServiceAccount', namespace: 'shop', name: '*' },
    { kind: 'ConfigMap', name: 'set*' },
    { kind: 'Secret' },
  ]

  test.each(['open', 'closed'])('is right, in the %s world', async world => {
    const found = async (options: Readonly<Record<string, unknown>>) => {
      const settings = parseOptions({ preset: ['strict'], world, ...options }, 'check')
      const { diagnostics } = await check({ inputs: [{ path: 'a.yaml', text: pod }] }, settings, rules)
      return diagnostics.filter(({ category, stage }) => category === 'reference' || stage === 'admit').map(({ rule }) => rule)
    }
    expect((await found({})).length).toBeGreaterThan(2)
    expect(await found({ externals })).toEqual([])
  })
})
