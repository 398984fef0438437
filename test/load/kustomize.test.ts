import { describe, expect, test } from 'vitest'
import { check, found } from '../check.ts'

const web = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: "web:1"}]}
`
const patch = (spec: string): string => `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: ${spec}\n`

describe('what a kustomization names as a patch', () => {
  test.each([
    ['patches:\n- path: patch.yaml\n'],
    ['patches:\n- path: ./patch.yaml\n  target: {kind: Deployment}\n'],
    ['patchesStrategicMerge:\n- patch.yaml\n'],
    ['patchesStrategicMerge:\n- ../app/patch.yaml\n'],
  ])('is no object of the set: %j', async kustomization => {
    const outcome = await check({ 'app/kustomization.yaml': kustomization, 'app/patch.yaml': patch('{replicas: 3}'), 'app/web.yaml': web })
    expect(found(outcome)).toEqual([])
    expect(outcome.sets[0]?.objects).toBe(1)
  })

  test('lacks what it need not hold, and has fields of its kind in their types', async () => {
    const files = { 'kustomization.yaml': 'patches: [{path: patch.yaml}]\n', 'patch.yaml': patch('{replicas: "3", replicaz: 3}') }
    expect(found(await check(files))).toEqual(['patch.yaml:4 schema/wrong-type', 'patch.yaml:4 schema/unknown-field'])
  })

  test('may delete and order items', async () => {
    const directives = patch(
      '{template: {spec: {$setElementOrder/containers: [{name: web}], containers: [{name: web, $patch: delete}, {name: x, image: null}]}}}'
    )
    expect(found(await check({ 'kustomization.yaml': 'patches: [{path: patch.yaml}]\n', 'patch.yaml': directives }))).toEqual([])
  })

  test('may be a list of operations', async () => {
    const operations = '- {op: replace, path: /spec/replicas, value: 3}\n'
    const files = { 'kustomization.yaml': 'patchesJson6902: [{path: ops.yaml, target: {kind: Deployment}}]\n', 'ops.yaml': operations }
    expect(found(await check(files))).toEqual([])
  })

  test('may stand in the kustomization, where its findings are', async () => {
    const kustomization = `resources: [web.yaml]
patches:
  - patch: |-
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        replicaz: 3

  - patch: |-
      - op: remove
        path: /spec/replicas
`
    expect(found(await check({ 'kustomization.yaml': kustomization }))).toEqual(['kustomization.yaml:8 schema/unknown-field'])
  })
})

test('a file of the same form that no kustomization names is an object', async () => {
  const outcome = await check({ 'kustomization.yaml': 'resources: [web.yaml]\n', 'web.yaml': web, 'patch.yaml': patch('{replicas: 3}') })
  expect(found(outcome)).toContain('patch.yaml:4 api/required')
})
