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

  test('may stand in a directory of patches, which other tools read', async () => {
    const text = patch('{replicas: 3, replicaz: 3}')
    expect(found(await check({ 'kind/patches/web.yaml': text }))).toEqual(['kind/patches/web.yaml:4 schema/unknown-field'])
    expect(found(await check({ 'kind/web_patch.yaml': text }))).toEqual(['kind/web_patch.yaml:4 schema/unknown-field'])
  })

  test('is told by its name where it can be no object by itself', async () => {
    expect(found(await check({ 'kind/patch-web.yaml': patch('{replicas: 3}') }))).toEqual([])
    expect((await check({ 'kind/patch-web.yaml': web })).sets[0]?.objects).toBe(1)
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

describe('what a kustomization adds', () => {
  const bare = web.replace('  selector: {matchLabels: {app: web}}\n', '').replace('    metadata: {labels: {app: web}}\n', '')
  const service = 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {ports: [{port: 80}]}\n'
  const selecting = ['api/required', 'api/invalid-value', 'selector/service-matches-no-pods']

  test.each([
    ['commonLabels: {app: web}\n', []],
    ['labels: [{pairs: {app: web}, includeSelectors: true}]\n', []],
    ['labels: [{pairs: {app: web}, includeTemplates: true}]\n', ['web.yaml:4 api/required', 'web.yaml:5 api/invalid-value']],
    ['labels: [{pairs: {app: web}}]\n', ['web.yaml:4 api/required', 'web.yaml:5 api/invalid-value']],
    ['commonLabels: {app: 1}\n', ['web.yaml:4 api/required', 'web.yaml:5 api/invalid-value']],
  ])('is in the objects that it lists: %j', async (labels, expected) => {
    const files = { 'kustomization.yaml': `${labels}resources: [web.yaml, service.yaml]\n`, 'web.yaml': bare, 'service.yaml': service }
    expect(found(await check(files, { only: selecting }))).toEqual(expected)
  })

  test('reaches a base that is built on once, and none that several build on', async () => {
    const overlay = 'commonLabels: {app: web}\nresources: [../base]\n'
    const base = { 'base/kustomization.yaml': 'resources: [web.yaml]\n', 'base/web.yaml': bare }
    expect(found(await check({ ...base, 'a/kustomization.yaml': overlay }, { only: selecting }))).toEqual([])
    const several = { ...base, 'a/kustomization.yaml': overlay, 'b/kustomization.yaml': overlay.replace('web}', 'shop}') }
    expect(found(await check(several, { only: selecting }))).toEqual(['base/web.yaml:4 api/required', 'base/web.yaml:5 api/invalid-value'])
  })

  test('puts service accounts that bindings name, and themselves, into its namespace', async () => {
    const binding = `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: web}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
subjects: [{kind: ServiceAccount, name: web}]
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: web}
`
    const only = ['api/required', 'rbac/subject-not-found']
    const files = { 'kustomization.yaml': 'namespace: shop\nresources: [web.yaml]\n', 'web.yaml': binding }
    expect(found(await check(files, { only }))).toEqual([])
    expect(found(await check({ 'web.yaml': binding }, { only }))).toEqual(['web.yaml:5 api/required'])
    expect(found(await check({ ...files, 'kustomization.yaml': 'resources: [web.yaml]\n' }, { only }))).toEqual([])
    const written = binding.replace('name: web}]', 'name: web, namespace: system}]').replace('{name: web}\n`', '')
    const account = written.replace(/metadata: {name: web}\n$/, 'metadata: {name: web, namespace: system}\n')
    expect(found(await check({ ...files, 'web.yaml': account }, { only }))).toEqual([])
  })

  test('comes with namespaces and definitions of kinds first', async () => {
    const shop =
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: shop}\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n'
    const only = ['api/refused-by-admission']
    expect(found(await check({ 'shop.yaml': shop }, { only, world: 'closed' }))).toEqual(['shop.yaml:3 api/refused-by-admission'])
    const files = { 'kustomization.yaml': 'resources: [shop.yaml]\n', 'shop.yaml': shop }
    expect(found(await check(files, { only, world: 'closed' }))).toEqual([])
  })

  test('ends where two list one another', async () => {
    const files = {
      'a/kustomization.yaml': 'resources: [../b]\n',
      'b/kustomization.yaml': 'resources: [../a, web.yaml]\n',
      'b/web.yaml': web,
    }
    expect(found(await check(files))).toEqual([])
  })
})

describe('a custom kind whose schema is patched', () => {
  const definition = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: shops.example.com}
spec:
  group: example.com
  scope: Namespaced
  names: {kind: Shop, plural: shops}
  versions:
    - name: v1
      served: true
      storage: true
      schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object, required: [size]}}}}
`
  const shop = 'apiVersion: example.com/v1\nkind: Shop\nmetadata: {name: a}\nspec: {}\n'
  const target = '{group: apiextensions.k8s.io, kind: CustomResourceDefinition, name: shops.example.com}'

  test.each([
    ['', 1],
    [`patches: [{path: patch.yaml, target: ${target}}]\n`, 0],
    [`patches: [{path: patch.yaml, target: ${target.replace('shops', 'carts')}}]\n`, 1],
    [`patches: [{target: ${target}, patch: '[{op: remove, path: /spec/versions/0/schema}]'}]\n`, 0],
    [`patches: [{target: ${target}, patch: '[{op: add, path: /spec/conversion, value: {strategy: None}}]'}]\n`, 1],
  ])('is not judged by the schema of the text: %j', async (patches, count) => {
    const files = {
      'kustomization.yaml': `resources: [crd.yaml]\n${patches}`,
      'crd.yaml': definition,
      'patch.yaml': '- {op: remove, path: /spec/versions/0/schema/openAPIV3Schema/properties/spec/required}\n',
      'shop.yaml': shop,
    }
    expect(found(await check(files, { only: ['api/required'] })).length).toBe(count)
  })
})
