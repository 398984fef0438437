import { describe, expect, test } from 'vitest'
import { storedOf, warningsOf } from './errors-of.ts'

const owner = { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'a', uid: 'u1' }
const configMap = (ownerReferences: readonly object[]) =>
  ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', ownerReferences } }) as object

describe('owners', () => {
  test('that are named twice are stored once, with a warning that names them', async () => {
    const twice = configMap([owner, { ...owner }, { ...owner, uid: 'u2' }])
    expect((await storedOf(twice)).metadata?.ownerReferences).toEqual([owner, { ...owner, uid: 'u2' }])
    const [warning] = await warningsOf(twice)
    expect(warning).toMatch(/^\.metadata\.ownerReferences contains duplicate entries; .*duplicate UID\(s\) observed: u1$/)
  })

  test('of one uid that say something else stay', async () => {
    const two = configMap([owner, { ...owner, name: 'b' }])
    expect((await storedOf(two)).metadata?.ownerReferences).toHaveLength(2)
    expect(await warningsOf(two)).toEqual([])
  })
})
