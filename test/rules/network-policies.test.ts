import { describe, expect, test } from 'vitest'
import { clusterPolicy, document, namespace, pod, policy } from '../simulate/network/manifests.ts'
import { said, service } from './said.ts'

const app = (name: string) => ({ podSelector: { matchLabels: { app: name } } })
const web = pod('shop/web', { app: 'web' }, { ports: [{ name: 'http', containerPort: 8080 }] })
const toWeb = (...ports: readonly object[]) => policy('shop/web', { ...app('web'), ingress: [{ ports }] })

describe('a port of a policy that no pod declares', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['is noted where all pods declare ports', [toWeb({ port: 9090 }), web], ['info']],
    [
      'is a mistake where a Service sends it elsewhere',
      [toWeb({ port: 80 }), web, service('shop/web', [{ port: 80, targetPort: 8080 }])],
      ['warning'],
    ],
    ['is right where a Service sends it there', [toWeb({ port: 81 }), web, service('shop/web', [{ port: 80, targetPort: 81 }])], []],
    [
      "is right beside the pods' own",
      [toWeb({ port: 80 }, { port: 8080 }), web, service('shop/web', [{ port: 80, targetPort: 8080 }])],
      [],
    ],
    ['is right as a range', [toWeb({ port: 9000, endPort: 9100 }), web], []],
    ['is right where a pod declares none', [toWeb({ port: 9090 }), pod('shop/web', { app: 'web' })], []],
    ['is a mistake for another protocol', [toWeb({ port: 8080, protocol: 'UDP' }), web], ['warning']],
    ['is right where its protocol is there, too', [toWeb({ port: 8080, protocol: 'UDP' }, { port: 8080 }), web], []],
    [
      'is right where a Service has no address of its own',
      [toWeb({ port: 80 }), pod('shop/web', { app: 'web' }), service('shop/web', [{ port: 80, targetPort: 8080 }], { clusterIP: 'None' })],
      [],
    ],
    [
      'is right where the peers are addresses, too',
      [
        policy('shop/db', {
          ...app('db'),
          policyTypes: ['Egress'],
          egress: [{ to: [app('web'), { ipBlock: { cidr: '203.0.113.0/24' } }], ports: [{ port: 9090 }] }],
        }),
        web,
      ],
      [],
    ],
  ])('%s', async (_, texts, severities) => {
    const found = await said('port-undeclared', texts, { preset: ['recommended'] })
    expect(found.map(text => text.split(':')[0])).toEqual(severities)
  })
})

describe('a connection that one end allows', () => {
  const db = pod('shop/db', { app: 'db' })
  const toDb = policy('shop/web', { ...app('web'), policyTypes: ['Egress'], egress: [{ to: [app('db')], ports: [{ port: 5432 }] }] })
  const closed = policy('shop/db', { ...app('db'), ingress: [{ from: [app('report')] }] })

  test('is reported where the other closes it', async () => {
    expect(await said('one-sided-allow', [toDb, closed, web, db])).toEqual([
      'warning: NetworkPolicy web allows Pod web to reach Pod db (TCP 5432), and Pod db lets none of it in: NetworkPolicy db closes it.',
    ])
  })

  test('is reported from the other end, too', async () => {
    const open = policy('shop/db', { ...app('db'), ingress: [{ from: [app('web')] }] })
    const silent = policy('shop/web', {
      ...app('web'),
      policyTypes: ['Egress'],
      egress: [{ ports: [{ port: 53, protocol: 'UDP' }], to: [app('dns')] }],
    })
    expect(await said('one-sided-allow', [open, silent, web, db])).toHaveLength(1)
  })

  test.each<[string, readonly string[]]>([
    ['nothing restricts the other', [toDb, web, db]],
    [
      'some of the pods let it in',
      [
        toDb,
        closed,
        web,
        db,
        pod('shop/other', { app: 'db', open: 'yes' }),
        policy('shop/open', { podSelector: { matchLabels: { open: 'yes' } }, ingress: [{}] }),
      ],
    ],
    [
      'some of the ports are let in',
      [toDb, policy('shop/db', { ...app('db'), ingress: [{ from: [app('web')], ports: [{ port: 5000, endPort: 6000 }] }] }), web, db],
    ],
    [
      'all pods are meant',
      [policy('shop/web', { ...app('web'), policyTypes: ['Egress'], egress: [{ to: [{ podSelector: {} }] }] }), closed, web, db],
    ],
    [
      'a policy that is not evaluated may let it in',
      [
        toDb,
        closed,
        web,
        db,
        document({
          apiVersion: 'cilium.io/v2',
          kind: 'CiliumNetworkPolicy',
          metadata: { name: 'x', namespace: 'shop' },
          spec: { endpointSelector: {} },
        }),
      ],
    ],
  ])('is not reported where %s', async (_, texts) => {
    expect(await said('one-sided-allow', texts)).toEqual([])
  })
})

describe('what changes nothing', () => {
  const rules = (...ingress: readonly object[]) => policy('shop/web', { ...app('web'), ingress })
  const inValues = (...values: readonly string[]) => ({ podSelector: { matchExpressions: [{ key: 'app', operator: 'In', values }] } })

  test.each<[string, readonly string[], number]>([
    ['a rule for some of the pods of another', [rules({ from: [inValues('a', 'b')] }, { from: [app('a')] })], 1],
    [
      'a rule for some of the ports of another',
      [rules({ ports: [{ port: 80, endPort: 90 }] }, { ports: [{ port: 80 }, { port: 85, endPort: 90 }] })],
      1,
    ],
    [
      'a rule for a block within that of another',
      [rules({ from: [{ ipBlock: { cidr: '203.0.112.0/20' } }] }, { from: [{ ipBlock: { cidr: '203.0.113.0/24' } }] })],
      1,
    ],
    ['one of two equal rules', [rules({ from: [app('a')] }, { from: [app('a')] })], 1],
    [
      'a policy for some of the pods of another',
      [rules({ from: [app('a')] }), policy('shop/all', { podSelector: {}, ingress: [{ from: [app('a')], ports: [] }] })],
      1,
    ],
  ])('%s is reported', async (_, texts, count) => {
    expect(await said('redundant-rule', texts, { preset: ['recommended'] })).toHaveLength(count)
  })

  test.each<[string, readonly string[]]>([
    [
      'a rule for a block with a hole in that of another',
      [
        rules(
          { from: [{ ipBlock: { cidr: '203.0.112.0/20', except: ['203.0.113.0/25'] } }] },
          { from: [{ ipBlock: { cidr: '203.0.113.0/24' } }] }
        ),
      ],
    ],
    ['a rule for other pods', [rules({ from: [app('a')] }, { from: [app('b')] })]],
    ['a rule for a name beside one for a number', [rules({ ports: [{ port: 8080 }] }, { ports: [{ port: 'http' }] }), web]],
    ['a policy that only closes', [policy('shop/deny', { podSelector: {} }), rules({ from: [app('a')] })]],
    [
      'a policy in another namespace',
      [rules({ from: [app('a')] }), policy('office/web', { ...app('web'), ingress: [{ from: [app('a')] }] })],
    ],
    [
      'a policy that restricts more directions',
      [
        policy('shop/web', { ...app('web'), policyTypes: ['Ingress', 'Egress'], ingress: [{ from: [app('a')] }] }),
        policy('shop/b', { ...app('web'), ingress: [{ from: [app('a')] }, { from: [app('b')] }] }),
      ],
    ],
  ])('%s is not', async (_, texts) => {
    expect(await said('redundant-rule', texts, { preset: ['recommended'] })).toEqual([])
  })
})

describe('a block with addresses of the cluster', () => {
  const config = document({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'kubeadm-config', namespace: 'kube-system' },
    data: { ClusterConfiguration: 'networking:\n  podSubnet: 10.244.0.0/16\n  serviceSubnet: 10.96.0.0/12\n' },
  })
  const block = (direction: 'ingress' | 'egress', cidr: string) =>
    policy('shop/web', {
      ...app('web'),
      policyTypes: [direction === 'ingress' ? 'Ingress' : 'Egress'],
      [direction]: [{ [direction === 'ingress' ? 'from' : 'to']: [{ ipBlock: { cidr } }] }],
    })

  test.each<[string, string, Readonly<Record<string, unknown>>, readonly string[]]>([
    ['of pods', block('ingress', '10.244.1.0/24'), {}, ['warning']],
    ['of pods, where blocks never select them', block('ingress', '10.244.1.0/24'), { cni: 'cilium' }, ['warning']],
    ['of pods, where blocks select them', block('ingress', '10.244.1.0/24'), { assume: { 'ip-block-selects-pods': 'yes' } }, []],
    ['of pods among others', block('ingress', '10.0.0.0/8'), {}, ['info']],
    ['of everybody', block('ingress', '0.0.0.0/0'), {}, []],
    ['of Services', block('egress', '10.96.0.0/16'), {}, ['warning']],
    ['of Services, which send nothing', block('ingress', '10.96.0.0/16'), {}, []],
    ['of nobody', block('egress', '203.0.113.0/24'), {}, []],
  ])('%s', async (_, text, options, severities) => {
    const found = await said('block-inside-cluster', [text, config, web], { preset: ['recommended'], ...options })
    expect(found.map(line => line.split(':')[0])).toEqual(severities)
  })
})

describe('clients by their addresses', () => {
  const from = (...cidrs: readonly string[]) =>
    policy('shop/web', { ...app('web'), ingress: [{ from: cidrs.map(cidr => ({ ipBlock: { cidr } })) }] })
  const balancer = (more: object = {}) => service('shop/web', [{ port: 80, targetPort: 8080 }], { type: 'LoadBalancer', ...more })

  test.each<[string, readonly string[], Readonly<Record<string, unknown>>, number]>([
    ['are hidden by a load balancer', [from('203.0.113.0/24'), balancer()], {}, 1],
    ['are hidden by a node port', [from('203.0.113.0/24'), balancer({ type: 'NodePort' })], {}, 1],
    ['are kept by a Local policy', [from('203.0.113.0/24'), balancer({ externalTrafficPolicy: 'Local' })], {}, 0],
    ['do not matter where nodes are let in', [from('203.0.113.0/24', '10.0.0.0/8'), balancer()], {}, 0],
    ['do not matter inside', [from('203.0.113.0/24'), service('shop/web', [{ port: 80, targetPort: 8080 }])], {}, 0],
    ['do not matter to Cilium', [from('203.0.113.0/24'), balancer()], { cni: 'cilium' }, 0],
  ])('%s', async (_, texts, options, count) => {
    expect(await said('client-address-hidden', [...texts, web], options)).toHaveLength(count)
  })
})

describe('two peers where one was meant', () => {
  const peers = (...from: readonly object[]) => policy('shop/web', { ...app('web'), ingress: [{ from }] })
  const office = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'office' } } }
  const report = pod('office/report', { app: 'report' })

  test.each<[string, string, readonly string[]]>([
    ['with labels that only the other namespace has', peers(office, app('report')), ['warning']],
    ['in the other order', peers(app('report'), office), ['warning']],
    ['with labels of the own namespace', peers(office, app('web')), ['info']],
    ['with all pods of the own namespace', peers(office, { podSelector: {} }), []],
    ['under one dash', peers({ ...office, ...app('report') }), []],
    ['of the policy without a namespace', peers(office, app('report')).replace(',"namespace":"shop"', ''), ['info']],
  ])('%s', async (_, text, severities) => {
    const found = await said('split-peer', [text, web, report, namespace('office')], { preset: ['strict'] })
    expect(found.map(line => line.split(':')[0])).toEqual(severities)
  })

  test('are reported once', async () => {
    const texts = [peers(office, app('report')), web, report, namespace('office')]
    expect(await said('peer-selects-no-pods', texts, { preset: ['recommended'] })).toEqual([])
  })
})

describe("rules of administrators' policies", () => {
  const rule = (action: string, ns: string) => ({ action, from: [{ namespaces: { matchLabels: { 'kubernetes.io/metadata.name': ns } } }] })
  const made = (name: string, priority: number, ...ingress: readonly object[]) =>
    clusterPolicy(name, { tier: 'Admin', priority, subject: { namespaces: {} }, ingress })
  const pods = [pod('shop/web', { app: 'web' }), pod('office/report', { app: 'report' }), namespace('shop'), namespace('office')]

  test.each<[string, readonly string[], readonly string[]]>([
    ['decide otherwise at one priority', [made('a', 5, rule('Accept', 'office')), made('b', 5, rule('Deny', 'office'))], ['warning']],
    ['decide the same at one priority', [made('a', 5, rule('Deny', 'office')), made('b', 5, rule('Deny', 'office'))], []],
    ['are about others at one priority', [made('a', 5, rule('Accept', 'office')), made('b', 5, rule('Deny', 'shop'))], []],
    ['come too late', [made('a', 5, rule('Accept', 'office')), made('b', 6, rule('Deny', 'office'))], ['info']],
    ['come in order', [made('a', 5, rule('Accept', 'office')), made('b', 6, { action: 'Deny', from: [{ namespaces: {} }] })], []],
  ])('%s', async (_, texts, severities) => {
    const found = await said('admin-rule-misplaced', [...texts, ...pods])
    expect(found.map(line => line.split(':')[0])).toEqual(severities)
  })
})

describe("a namespace's name as the value of another label", () => {
  const peer = policy('shop/web', { ...app('web'), ingress: [{ from: [{ namespaceSelector: { matchLabels: { name: 'office' } } }] }] })
  const report = pod('office/report', { app: 'report' })

  test.each<[string, readonly string[], readonly string[]]>([
    ['that the namespace does not have', [namespace('office')], ['warning']],
    ['that the namespace has', [namespace('office', { name: 'office' })], []],
    ['of which nobody says whether the namespace has it', [], ['info']],
  ])('%s', async (_, more, severities) => {
    const found = await said('peer-selects-no-pods', [peer, web, report, ...more], { preset: ['recommended'] })
    expect(found.map(line => line.split(':')[0])).toEqual(severities)
  })
})
