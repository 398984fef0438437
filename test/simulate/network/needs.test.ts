import { describe, expect, test } from 'vitest'
import { parseOptions } from '../../../src/config/options.ts'
import { reach } from '../../../src/reach-pipeline.ts'
import { document, pod, policy } from './manifests.ts'

const closed = policy('shop/db', {
  podSelector: { matchLabels: { app: 'db' } },
  ingress: [{ from: [{ podSelector: { matchLabels: { app: 'web' } } }] }],
})

function service(name: string, ports: readonly number[] = [5432], spec: object = {}): string {
  const [namespace, own] = name.split('/')
  return document({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: own, namespace },
    spec: { selector: { app: own }, ports: ports.map(port => ({ name: `p${port}`, port })), ...spec },
  })
}

function worker(container: object, namespace = 'shop'): string {
  const labels = { app: 'worker' }
  const spec = { containers: [{ name: 'app', image: 'app:1.0', ...container }] }
  return document({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'worker', namespace, labels }, spec })
}

async function closedOf(...texts: readonly string[]): Promise<readonly string[]> {
  const job = { inputs: [{ path: 'net.yaml', text: texts.join('') }] }
  const outcome = await reach(job, parseOptions({}, 'reach'))
  return outcome.reach
    .closedPaths()
    .map(({ kind, from, service: to, port, source }) => `${kind} ${from.name} ${to.name}:${port} ${source}`.trim())
}

const shop = pod('shop/web', { app: 'web' }) + pod('shop/db', { app: 'db' }) + service('shop/db') + closed

describe('a connection that is needed and closed', () => {
  test.each([
    ['a URL', { env: [{ name: 'DATABASE', value: 'postgres://me:secret@db/shop' }] }, 'DATABASE'],
    ['a host and port', { env: [{ name: 'STORE', value: 'db:5432' }] }, 'STORE'],
    ['a full name', { env: [{ name: 'STORE', value: 'db.shop.svc.cluster.local' }] }, 'STORE'],
    ['a bare name in a variable for a host', { env: [{ name: 'DB_HOST', value: 'db' }] }, 'DB_HOST'],
    ['an argument', { args: ['--store=db:5432'] }, 'args'],
    ['one of a list', { env: [{ name: 'STORES', value: 'cache:6379,db:5432' }] }, 'STORES'],
    ['JDBC', { env: [{ name: 'JDBC', value: 'jdbc:postgresql://db:5432/shop?ssl=true' }] }, 'JDBC'],
  ])('is found by %s', async (_, container, source) => {
    expect(await closedOf(shop, worker(container))).toEqual([`need worker db:5432 ${source}`])
  })

  test.each([
    ['a bare word', { env: [{ name: 'MODE', value: 'db' }] }],
    ['another port', { env: [{ name: 'STORE', value: 'db:9999' }] }],
    ['a Service that nobody declares', { env: [{ name: 'STORE', value: 'queue:5432' }] }],
    ['a list of origins', { env: [{ name: 'ALLOWED_ORIGINS', value: 'http://db:5432' }] }],
    ['a long text without an end', { args: [`${'a-'.repeat(40_000)}://db:5432`] }],
  ])('is not read into %s', async (_, container) => {
    expect(await closedOf(shop, worker(container))).toEqual([])
  })

  test('is found in the data of a ConfigMap, and not in its comments', async () => {
    const config = (text: string): string =>
      document({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'config', namespace: 'shop' }, data: { 'app.conf': text } })
    const labels = { app: 'worker' }
    const spec = { containers: [{ name: 'app', image: 'app:1.0' }], volumes: [{ name: 'config', configMap: { name: 'config' } }] }
    const mounted = document({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'worker', namespace: 'shop', labels }, spec })
    expect(await closedOf(shop, mounted, config('upstream db:5432;'))).toEqual(['need worker db:5432 app.conf'])
    expect(await closedOf(shop, mounted, config('# upstream db:5432;'))).toEqual([])
  })

  test('is not closed where a policy allows it, nor where a policy of another kind may', async () => {
    const container = { env: [{ name: 'STORE', value: 'db:5432' }] }
    const allow = policy('shop/more', { podSelector: { matchLabels: { app: 'db' } }, ingress: [{ from: [{ podSelector: {} }] }] })
    expect(await closedOf(shop, allow, worker(container))).toEqual([])
    const cilium = document({
      apiVersion: 'cilium.io/v2',
      kind: 'CiliumNetworkPolicy',
      metadata: { name: 'x', namespace: 'shop' },
      spec: {},
    })
    expect(await closedOf(shop, cilium, worker(container))).toEqual([])
  })

  test('is an Ingress whose controller of the input is closed out, or that no controller can serve', async () => {
    const backend = { service: { name: 'db', port: { number: 5432 } } }
    const ingress = document({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: 'front', namespace: 'shop' },
      spec: { defaultBackend: backend },
    })
    expect(await closedOf(shop, ingress)).toEqual(['front front db:5432'])
    const image = 'registry.k8s.io/ingress-nginx/controller:v1.12.0'
    expect(await closedOf(shop, ingress, worker({ image }, 'ingress'))).toEqual(['route front db:5432'])
    const elsewhere = policy('shop/more', {
      podSelector: {},
      ingress: [{ from: [{ namespaceSelector: { matchLabels: { role: 'ingress' } } }] }],
    })
    expect(await closedOf(shop, ingress, elsewhere)).toEqual([])
  })

  test('is a load balancer that nobody outside may use', async () => {
    const balanced = pod('shop/web', { app: 'web' }) + pod('shop/db', { app: 'db' }) + service('shop/db', [5432], { type: 'LoadBalancer' })
    expect(await closedOf(balanced, closed)).toEqual(['outside db db:5432'])
    const open = policy('shop/db', { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: '203.0.113.0/24' } }] }] })
    expect(await closedOf(balanced, open)).toEqual([])
  })
})

describe('custom resources that make pods', () => {
  test.each([
    [
      'an Argo Rollout',
      {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Rollout',
        metadata: { name: 'web', namespace: 'shop' },
        spec: { template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web' }] } } },
      },
      'shop/web[Rollout]',
    ],
    [
      'a Prometheus',
      {
        apiVersion: 'monitoring.coreos.com/v1',
        kind: 'Prometheus',
        metadata: { name: 'k8s', namespace: 'shop' },
        spec: { podMetadata: { labels: { app: 'web' } } },
      },
      'shop/k8s[Prometheus]',
    ],
  ])('%s is a workload with the labels of its pods', async (_, object, id) => {
    const job = { inputs: [{ path: 'net.yaml', text: pod('shop/db', { app: 'db' }) + closed + document(object) }] }
    const { reach: found } = await reach(job, parseOptions({}, 'reach'))
    expect([...found.connections].filter(({ dst }) => dst.id === 'shop/db[Pod]').map(({ src }) => src.id)).toEqual([id])
  })

  test.each([
    [
      'a SealedSecret',
      {
        apiVersion: 'bitnami.com/v1alpha1',
        kind: 'SealedSecret',
        metadata: { name: 'x' },
        spec: { template: { metadata: { labels: { app: 'web' } } } },
      },
    ],
    [
      'values of wrong types',
      {
        apiVersion: 'example.com/v1',
        kind: 'Odd',
        metadata: { name: 'x' },
        spec: { template: { metadata: { labels: 7 }, spec: { containers: [null, 3] } } },
      },
    ],
  ])('%s is none', async (_, object) => {
    const { reach: found } = await reach({ inputs: [{ path: 'net.yaml', text: document(object) }] }, parseOptions({}, 'reach'))
    expect(found.workloads).toEqual([])
  })
})
