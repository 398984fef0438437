import { describe, expect, test } from 'vitest'
import { check, found } from '../check.ts'

const web = (ports = ''): string => `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: "web:1"${ports}}]}
`
const service = `apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{port: 80, targetPort: https}]}
`
const metrics = '{ports: [{name: metrics, containerPort: 9090}]}'
const merge = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec: {template: {spec: {containers: [{name: web, ports: [{name: https, containerPort: 8443}]}]}}}
`
const operations = '[{op: add, path: /spec/template/spec/containers/0/ports/-, value: {name: https, containerPort: 8443}}]'
const only = ['service/target-port-unknown']
const unknown = ['service.yaml:4 service/target-port-unknown']
const files = {
  'web.yaml': web(`, ${metrics.slice(1, -1)}`),
  'service.yaml': service,
  'patch-merge.yaml': merge,
  'operations.yaml': `${operations}\n`,
}

describe('what patches make of the objects of a kustomization', () => {
  test.each([
    ['', unknown],
    ['patches: [{path: patch-merge.yaml}]\n', []],
    ['patchesStrategicMerge: [patch-merge.yaml]\n', []],
    ['patches: [{path: operations.yaml, target: {kind: Deployment, name: web}}]\n', []],
    ['patches: [{path: operations.yaml, target: {kind: Deployment, name: w.*}}]\n', []],
    ['patches: [{path: operations.yaml, target: {kind: Deployment, labelSelector: app=web}}]\n', unknown],
    ['patches: [{path: operations.yaml, target: {kind: StatefulSet}}]\n', unknown],
    ['patches: [{path: operations.yaml, target: {kind: Deployment, name: we}}]\n', unknown],
    [`patchesJson6902: [{patch: '${operations}', target: {group: apps, version: v1, kind: Deployment, name: web}}]\n`, []],
    ['patches: [{path: absent.yaml}]\n', unknown],
  ])('counts: %j', async (patches, expected) => {
    const kustomization = `resources: [web.yaml, service.yaml]\n${patches}`
    expect(found(await check({ 'kustomization.yaml': kustomization, ...files }, { only }))).toEqual(expected)
  })

  test('counts of components, too', async () => {
    const component = { 'kustomization.yaml': 'resources: [web.yaml, service.yaml]\ncomponents: [tls]\n' }
    const tls = {
      'tls/kustomization.yaml': 'kind: Component\napiVersion: kustomize.config.k8s.io/v1alpha1\npatches: [{path: patch-merge.yaml}]\n',
    }
    expect(found(await check({ ...files, ...component, ...tls, 'tls/patch-merge.yaml': merge }, { only }))).toEqual([])
  })

  test('may delete objects', async () => {
    const patch = 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\n$patch: delete\n'
    const kustomization = 'resources: [web.yaml, service.yaml]\npatches: [{path: no_service.yaml}]\n'
    const outcome = await check({ ...files, 'kustomization.yaml': kustomization, 'no_service.yaml': patch }, { only })
    expect(found(outcome)).toEqual([])
  })

  test('is told of where the patch is written', async () => {
    const wrong = merge.replace('ports:', 'portz:')
    const kustomization = 'resources: [web.yaml]\npatches: [{path: wrong.yaml}]\n'
    const outcome = await check({ 'kustomization.yaml': kustomization, 'web.yaml': web(), 'wrong.yaml': wrong })
    expect(found(outcome)).toEqual(['wrong.yaml:4 schema/unknown-field'])
  })

  test('is not known of a base that several build on, but what it adds is there', async () => {
    const overlay = (image: string): string =>
      `resources: [../base]\npatches: [{target: {kind: Deployment}, patch: '[{op: replace, path: /spec/template/spec/containers/0/image, value: "${image}"}]'}]\n`
    const base = { 'base/kustomization.yaml': 'resources: [web.yaml]\n', 'base/web.yaml': web() }
    const overlays = { 'a/kustomization.yaml': overlay('A B'), 'b/kustomization.yaml': overlay('web:2') }
    expect(found(await check({ ...base, ...overlays }, { only: ['image/invalid-reference'] }))).toEqual([])
    const one = { ...base, 'a/kustomization.yaml': overlay('A B') }
    expect(found(await check(one, { only: ['image/invalid-reference'] }))).toEqual(['base/web.yaml:8 image/invalid-reference'])
  })
})

describe('what a kustomization puts elsewhere', () => {
  test('replaced fields are nothing to judge', async () => {
    const replacements = `replacements:
- source: {kind: ConfigMap, name: settings, fieldPath: data.image}
  targets: [{select: {kind: Deployment}, fieldPaths: ["spec.template.spec.containers.[name=web].image"]}]
`
    const text = web().replace('web:1', 'Not An Image')
    const rule = { only: ['image/invalid-reference'] }
    expect(found(await check({ 'kustomization.yaml': `resources: [web.yaml]\n${replacements}`, 'web.yaml': text }, rule))).toEqual([])
    expect(found(await check({ 'kustomization.yaml': 'resources: [web.yaml]\n', 'web.yaml': text }, rule))).toHaveLength(1)
  })

  test('a Namespace is called as the namespace of whoever lists it', async () => {
    const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: _}\n'
    const rule = { only: ['api/invalid-value'] }
    const overlay = 'namespace: shop\ncomponents: [../place]\n'
    const place = { 'place/kustomization.yaml': 'kind: Component\nresources: [namespace.yaml]\n', 'place/namespace.yaml': namespace }
    const overlays = { 'a/kustomization.yaml': overlay, 'b/kustomization.yaml': overlay.replace('shop', 'cart') }
    expect(found(await check({ ...place, ...overlays }, rule))).toEqual([])
    expect(found(await check(place, rule))).toContain('place/namespace.yaml:3 api/invalid-value')
  })

  test('a file that a generator reads is no object', async () => {
    const settings = 'apiVersion: shop.example.com/v1\nkind: Settings\nlevel: info\n'
    const kustomization = 'configMapGenerator: [{name: settings, files: [settings.yaml=files/settings.yaml]}]\n'
    const outcome = await check({ 'kustomization.yaml': kustomization, 'files/settings.yaml': settings })
    expect(found(outcome)).toEqual([])
    expect(outcome.sets[0]?.objects).toBe(0)
  })

  test('the conversion webhook of a custom kind is called in the namespace', async () => {
    const definition = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: shops.example.com}
spec:
  group: example.com
  scope: Namespaced
  names: {kind: Shop, plural: shops}
  conversion: {strategy: Webhook, webhook: {conversionReviewVersions: [v1], clientConfig: {service: {name: web, namespace: system}}}}
  versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}]
`
    const placed = service.replace('{name: web}', '{name: web, namespace: system}')
    const set = { 'crd.yaml': definition, 'service.yaml': placed }
    const rule = { only: ['reference/webhook-service-missing'] }
    const kustomization = 'namespace: shop\nresources: [crd.yaml, service.yaml]\n'
    expect(found(await check({ 'kustomization.yaml': kustomization, ...set }, rule))).toEqual([])
  })
})

describe('a base that several build on, one of them in a namespace', () => {
  const account = 'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: web, namespace: system}\n'
  const user = web(', env: []')
    .replace('{containers:', '{serviceAccountName: web, containers:')
    .replace('{name: web}', '{name: web, namespace: system}')
  const binding = `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: web}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
subjects: [{kind: ServiceAccount, name: web, namespace: system}]
`
  const set = {
    'rbac/kustomization.yaml': 'resources: [account.yaml, binding.yaml]\n',
    'rbac/account.yaml': account,
    'rbac/binding.yaml': binding,
    'manager/kustomization.yaml': 'resources: [web.yaml]\n',
    'manager/web.yaml': user,
    'all/kustomization.yaml': 'namespace: shop\nresources: [../rbac, ../manager]\n',
  }
  const about = async (files: Readonly<Record<string, string>>): Promise<readonly string[]> =>
    found(await check(files)).filter(text => /service-account-missing|subject-not-found/.test(text))

  test('is in no certain one', async () => {
    expect(await about(set)).toEqual([])
    expect(await about({ ...set, 'chart/kustomization.yaml': 'resources: [../rbac]\n' })).toEqual([])
  })

  test('is where it says if no one moves it', async () => {
    const files = { 'account.yaml': account, 'web.yaml': user.replace('namespace: system', 'namespace: shop') }
    expect(await about(files)).toEqual(['web.yaml:8 reference/service-account-missing'])
  })
})
