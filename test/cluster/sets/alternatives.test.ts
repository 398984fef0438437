import { describe, expect, test } from 'vitest'
import { check, found } from '../../check.ts'

const config = (...keys: readonly string[]): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n  namespace: shop\ndata:\n${keys.map(key => `  ${key}: "1"\n`).join('')}`

const pod = (name: string, key: string): string => `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  namespace: shop
spec:
  containers:
    - name: web
      image: registry.example.com/shop/web:1.0.0
      env:
        - name: LEVEL
          valueFrom:
            configMapKeyRef:
              name: settings
              key: ${key}
`
const missing = async (files: Readonly<Record<string, string>>): Promise<readonly string[]> =>
  (await check(files, { only: ['reference/config-key-missing'] }).then(found)).map(line => line.split(':')[0]!)

describe('of files that define one object', () => {
  test('each is read with its own definition', async () => {
    expect(
      await missing({ 'a.yaml': `${config('old')}---\n${pod('a', 'old')}`, 'b.yaml': `${config('new')}---\n${pod('b', 'new')}` })
    ).toEqual([])
  })

  test('a third may mean either', async () => {
    expect(
      await missing({ 'a.yaml': config('old'), 'b.yaml': config('new'), 'c.yaml': `${pod('c', 'old')}---\n${pod('d', 'new')}` })
    ).toEqual([])
  })

  test('a key that its own definition lacks is missing, whatever the other has', async () => {
    expect(await missing({ 'a.yaml': `${config('old')}---\n${pod('a', 'new')}`, 'b.yaml': config('new') })).toEqual(['a.yaml'])
  })

  test('a key that none has is missing', async () => {
    expect(await missing({ 'a.yaml': config('old'), 'b.yaml': config('new'), 'c.yaml': pod('c', 'other') })).toEqual(['c.yaml'])
  })
})
