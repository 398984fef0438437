import { describe, expect, test } from 'vitest'
import { clusterPolicy, document, namespace, pod, policy, reachOf } from './manifests.ts'

const web = pod('shop/web', { app: 'web' }, { ports: [{ name: 'http', containerPort: 8080 }] })
const db = pod('shop/db', { app: 'db' }, { ports: [{ name: 'pg', containerPort: 5432 }] })
const base = namespace('shop') + web + db
const allowWeb = policy('shop/db', {
  podSelector: { matchLabels: { app: 'db' } },
  ingress: [{ from: [{ podSelector: { matchLabels: { app: 'web' } } }], ports: [{ port: 'pg' }] }],
})
const service = (spec: unknown) => document({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'db', namespace: 'shop' }, spec })
const ask = (from: string, to: string, port: number) => ({ id: 1, from, to, protocol: 'TCP' as const, port })

describe('answers', () => {
  test('name the policy and the rule that allow', async () => {
    const { answers, connections } = await reachOf(base + allowWeb, { queries: [ask('shop/web', 'shop/db[Pod]', 5432)] })
    expect(answers).toMatchObject([
      {
        id: 1,
        verdict: 'allow',
        egress: 'allow',
        ingress: 'allow',
        loopback: false,
        on: [],
        why: [{ direction: 'ingress', tier: 'NetworkPolicy', policy: 'shop/db', rule: 0, action: 'Allow', file: 'net.yaml', line: 8 }],
      },
    ])
    expect(connections).toEqual([])
  })

  test('name all policies that isolate where none allows', async () => {
    const second = policy('shop/all', { podSelector: {} })
    const { answers } = await reachOf(base + allowWeb + second, { queries: [ask('shop/web', 'shop/db', 5433)] })
    expect(answers[0]).toMatchObject({ verdict: 'deny', egress: 'allow', ingress: 'deny' })
    expect(answers[0]?.why.map(({ policy: name, rule, action }) => [name, rule, action])).toEqual([
      ['shop/db', undefined, 'Deny'],
      ['shop/all', undefined, 'Deny'],
    ])
  })

  test('name what passed the decision on', async () => {
    const pass = clusterPolicy('pass', {
      tier: 'Admin',
      priority: 1,
      subject: { namespaces: {} },
      ingress: [{ action: 'Pass', from: [{ namespaces: {} }] }],
    })
    const { answers } = await reachOf(base + allowWeb + pass, { queries: [ask('shop/web', 'shop/db', 5432)] })
    expect(answers[0]?.why.map(({ tier, action }) => [tier, action])).toEqual([
      ['Admin', 'Pass'],
      ['NetworkPolicy', 'Allow'],
    ])
  })

  test('know a pod from another of the same workload', async () => {
    const { answers } = await reachOf(base, { queries: [ask('shop/web', 'shop/web', 80)] })
    expect(answers[0]).toMatchObject({ verdict: 'allow', loopback: true, why: [] })
  })

  test.each([
    ['by a number', { selector: { app: 'db' }, ports: [{ port: 80, targetPort: 5432 }] }, 80, 'allow'],
    ['by a name', { selector: { app: 'db' }, ports: [{ port: 80, targetPort: 'pg' }] }, 80, 'allow'],
    ['without a target to the same port', { selector: { app: 'db' }, ports: [{ port: 80 }] }, 80, 'deny'],
    ['without such a port nowhere', { selector: { app: 'db' }, ports: [{ port: 80, targetPort: 5432 }] }, 81, 'depends'],
    ['headless to the pod itself', { clusterIP: 'None', selector: { app: 'db' }, ports: [{ port: 80, targetPort: 5432 }] }, 5432, 'allow'],
    ['to a name outside of the cluster', { type: 'ExternalName', externalName: 'db.example.com', ports: [{ port: 80 }] }, 80, 'allow'],
  ])('a Service leads %s', async (_, spec, port, verdict) => {
    const { answers } = await reachOf(base + allowWeb + service(spec), { queries: [ask('shop/web', 'svc:shop/db', port)] })
    expect(answers[0]?.verdict).toBe(verdict)
  })

  test('a Service leads to endpoints that somebody wrote', async () => {
    const slice = document({
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { name: 'db-1', namespace: 'shop', labels: { 'kubernetes.io/service-name': 'db' } },
      addressType: 'IPv4',
      ports: [{ port: 5432 }],
      endpoints: [{ addresses: ['203.0.113.9'] }],
    })
    const egress = policy('shop/web', {
      podSelector: { matchLabels: { app: 'web' } },
      policyTypes: ['Egress'],
      egress: [{ to: [{ ipBlock: { cidr: '203.0.113.0/24' } }], ports: [{ port: 5432 }] }],
    })
    const { answers } = await reachOf(base + slice + egress + service({ ports: [{ port: 80 }] }), {
      queries: [ask('shop/web', 'svc:shop/db', 80), ask('shop/web', 'ip:203.0.114.9', 5432)],
    })
    expect(answers.map(({ verdict }) => verdict)).toEqual(['allow', 'deny'])
  })

  test('a client whose address a Service may hide depends on it', async () => {
    const office = policy('shop/office', { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: '203.0.113.0/24' } }] }] })
    const spec = (traffic: string) => ({
      type: 'LoadBalancer',
      externalTrafficPolicy: traffic,
      selector: { app: 'db' },
      ports: [{ port: 80, targetPort: 5432 }],
    })
    const queries = [ask('ip:203.0.113.7', 'svc:shop/db', 80)]
    expect((await reachOf(base + office + service(spec('Cluster')), { queries })).answers[0]).toMatchObject({
      verdict: 'depends',
      on: ['source-address'],
    })
    expect((await reachOf(base + office + service(spec('Local')), { queries })).answers[0]).toMatchObject({ verdict: 'allow', on: [] })
  })

  test('assertions hold or do not', async () => {
    const assertions = [
      { ...ask('shop/web', 'shop/db', 5432), expect: 'allow' as const },
      { ...ask('shop/web', 'shop/db', 1), expect: 'allow' as const },
    ]
    expect((await reachOf(base + allowWeb, { assertions })).assertions.map(({ holds }) => holds)).toEqual([true, false])
  })

  test('an end that nobody has is refused', async () => {
    await expect(reachOf(base, { queries: [ask('shop/wbe', 'shop/db', 1)] })).rejects.toThrow(
      'Nothing in the input is called "shop/wbe" (query 1).'
    )
  })
})

describe('workloads', () => {
  const set = document({
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'kv', namespace: 'shop' },
    spec: {
      replicas: 2,
      selector: { matchLabels: { app: 'kv' } },
      template: { metadata: { labels: { app: 'kv' } }, spec: { containers: [{ name: 'kv', image: 'registry.example.com/kv:1' }] } },
    },
  })
  const placements = ['10.0.0.1', '10.0.0.2'].map((ip, i) => ({ namespace: 'shop', pod: `kv-${i}`, ips: [ip] }))

  test('are told apart by the addresses of their pods', async () => {
    const block = policy('shop/p', {
      podSelector: { matchLabels: { app: 'db' } },
      ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.1/32' } }] }],
    })
    const options = { assume: { 'ip-block-selects-pods': 'yes' } }
    const { answers } = await reachOf(base + set + block, {
      placements,
      options,
      queries: [ask('shop/kv-0', 'shop/db', 1), ask('shop/kv-1', 'shop/db', 1)],
    })
    expect(answers.map(({ verdict }) => verdict)).toEqual(['allow', 'deny'])
    const { connections } = await reachOf(base + set + block, { placements, options })
    expect(connections.find(({ src, dst }) => src === 'shop/kv[StatefulSet]' && dst === 'shop/db[Pod]')).toMatchObject({
      depends: 'All Connections',
      on: ['replica'],
    })
  })

  test('hold the pods that they made', async () => {
    const made = (name: string, controller: string, kind: string) => ({
      metadata: {
        name,
        namespace: 'shop',
        labels: { app: 'x' },
        ownerReferences: [{ apiVersion: 'apps/v1', kind, name: controller, uid: '1', controller: true }],
      },
    })
    const template = { metadata: { labels: { app: 'x' } }, spec: { containers: [{ name: 'x', image: 'registry.example.com/x:1' }] } }
    const text =
      document({
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'x', namespace: 'shop' },
        spec: { selector: { matchLabels: { app: 'x' } }, template },
      }) +
      document({
        apiVersion: 'apps/v1',
        kind: 'ReplicaSet',
        ...made('x-5', 'x', 'Deployment'),
        spec: { selector: { matchLabels: { app: 'x' } }, template },
      }) +
      document({ apiVersion: 'v1', kind: 'Pod', ...made('x-5-abcde', 'x-5', 'ReplicaSet'), spec: template.spec })
    expect((await reachOf(text)).peers.map(({ id }) => id).filter(id => !id.endsWith('[External]'))).toEqual(['shop/x[Deployment]'])
    const guarded = await reachOf(text, { options: { compat: 'np-guard' } })
    expect(guarded.peers.map(({ id }) => id).filter(id => !id.endsWith('[External]'))).toEqual([
      'shop/x-5[ReplicaSet]',
      'shop/x[Deployment]',
    ])
  })
})

describe('differences and exposure', () => {
  test('say what a change opens and closes', async () => {
    const { changes } = await reachOf(base + allowWeb, { diff: [{ path: 'old.yaml', text: base }] })
    expect(changes).toContainEqual({ type: 'changed', src: 'shop/web[Pod]', dst: 'shop/db[Pod]', old: 'All Connections', new: 'TCP 5432' })
    expect(changes).toContainEqual({
      type: 'removed',
      src: '0.0.0.0-255.255.255.255[External]',
      dst: 'shop/db[Pod]',
      old: 'All Connections',
    })
    expect(changes).toHaveLength(2)
  })

  test('say what pods that are not there could do', async () => {
    const open = policy('shop/web', {
      podSelector: { matchLabels: { app: 'web' } },
      ingress: [
        { from: [{ namespaceSelector: { matchLabels: { team: 'x' } } }], ports: [{ port: 80 }] },
        { from: [{ namespaceSelector: {} }], ports: [{ port: 'metrics' }] },
      ],
    })
    const { exposure } = await reachOf(base + open, { options: { exposure: true } })
    expect(exposure).toContainEqual({
      workload: 'shop/web[Pod]',
      direction: 'ingress',
      protected: true,
      peers: [{ peer: '[namespace with {team=x}]/[all pods]', allow: 'TCP 80' }],
    })
    expect(exposure).toContainEqual({
      workload: 'shop/db[Pod]',
      direction: 'egress',
      protected: false,
      peers: [{ peer: 'entire-cluster', allow: 'All Connections' }],
    })
  })
})
