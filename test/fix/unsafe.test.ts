import { describe, expect, test } from 'vitest'
import { fixedText } from './fixing.ts'

const deployment = (selected: string, label: string): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop\nspec:\n  selector:\n    matchLabels:\n      app: ${selected} # own\n  template:\n    metadata:\n      labels:\n        app: ${label}\n    spec:\n      containers:\n        - name: shop\n          image: shop:1.0\n`
const service = (label: string): string =>
  `---\napiVersion: v1\nkind: Service\nmetadata:\n  name: shop\nspec:\n  selector:\n    app: ${label}\n  ports:\n    - port: 80\n`
const budget = (label: string): string =>
  `---\napiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata:\n  name: shop\nspec:\n  minAvailable: 1\n  selector:\n    matchLabels:\n      app: ${label}\n`

describe('of a selector and labels that disagree, the side that others select by stays', () => {
  test.each([
    ['of the selector', deployment('shop', 'shp') + service('shop'), deployment('shop', 'shop') + service('shop')],
    ['of the labels', deployment('shp', 'shop') + service('shop'), deployment('shop', 'shop') + service('shop')],
    ['that a budget selects by', deployment('shp', 'shop') + budget('shop'), deployment('shop', 'shop') + budget('shop')],
    ['neither where nobody selects', deployment('shp', 'shop'), deployment('shp', 'shop')],
  ])('%s', async (_, before, after) => {
    expect(await fixedText(before)).toBe(after)
    expect(await fixedText(before, false)).toBe(before)
  })
})

const pod = (resources: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\nspec:\n  containers:\n    - name: shop\n      image: shop:1.0\n      resources:\n${resources}`

describe('amounts', () => {
  test('of a request above its limit become the limit', async () => {
    const before = pod('        requests:\n          cpu: 2 # much\n        limits:\n          cpu: 500m\n')
    expect(await fixedText(before)).toBe(before.replace('cpu: 2 #', 'cpu: 500m #'))
    expect(await fixedText(before, false)).toBe(before)
  })

  test.each([
    ['200mi', '200Mi'],
    ['"1gi"', '"1Gi"'],
    ["'64KI'", "'64Ki'"],
    ['5G', '5G'],
  ])('that only lack the letter case of their unit are safe: %s', async (before, after) => {
    const text = (amount: string): string => pod(`        limits:\n          memory: ${amount}\n`)
    expect(await fixedText(text(before), false)).toBe(text(after))
  })

  test('with a unit that may mean either of two stay', async () => {
    const text = pod('        limits:\n          memory: 512mb\n')
    expect(await fixedText(text)).toBe(text)
  })
})

describe('base64 whose letter case was lost', () => {
  const secret = (value: string): string => `apiVersion: v1\nkind: Secret\nmetadata:\n  name: login\ndata:\n  password: ${value} # why\n`

  test.each([
    ['becomes the one text in lower case that it can be', 'cgfzc3dvcmq=', 'cGFzc3dvcmQ='],
    ['keeps its quotes', '"cgfzc3dvcmq="', '"cGFzc3dvcmQ="'],
    ['stays where it decodes to text', 'cGFzc3dvcmQ=', 'cGFzc3dvcmQ='],
    ['stays where nothing fits', '////aaa/////', '////aaa/////'],
  ])('%s', async (_, before, after) => {
    expect(await fixedText(secret(before))).toBe(secret(after))
    expect(await fixedText(secret(before), false)).toBe(secret(before))
  })
})

describe('objects without a line between them', () => {
  const one = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n'
  const other = 'apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: b\n'

  test('get one', async () => {
    expect(await fixedText(one + other)).toBe(`${one}---\n${other}`)
    expect(await fixedText(one + other, false)).toBe(one + other)
  })
})
