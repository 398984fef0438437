import { describe, expect, test } from 'vitest'
import { document, namespace, pod, policy, reachOf } from './manifests.ts'

const pods = [
  namespace('shop', { team: 'a' }),
  namespace('other', { team: 'b' }),
  pod('shop/web', { app: 'web' }, { ports: [{ name: 'http', containerPort: 8080 }] }),
  pod('shop/db', { app: 'db' }, { ports: [{ name: 'http', containerPort: 9090, protocol: 'UDP' }] }),
  pod('other/job', { app: 'job' }),
].join('')

const all = 'All Connections'

describe('a NetworkPolicy', () => {
  const ingress = (from: unknown, ports?: unknown) => ({
    podSelector: { matchLabels: { app: 'db' } },
    ingress: [{ from, ...(ports ? { ports } : {}) }],
  })
  test.each([
    ['that selects nobody changes nothing', { podSelector: { matchLabels: { app: 'no' } } }, 'shop/web', 'shop/db', all],
    ['without rules closes', { podSelector: {} }, 'shop/web', 'shop/db', undefined],
    ['closes ingress alone unless it has egress rules', { podSelector: {} }, 'shop/web', 'other/job', all],
    ['with an empty list of egress rules does not close egress', { podSelector: {}, egress: [] }, 'shop/web', 'other/job', all],
    ['with both types closes egress', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] }, 'shop/web', 'other/job', undefined],
    [
      'ignores rules of a type that it does not name',
      { podSelector: {}, policyTypes: ['Egress'], ingress: [] },
      'other/job',
      'shop/db',
      all,
    ],
    ['with an empty rule opens to all', { podSelector: {}, ingress: [{}] }, 'other/job', 'shop/db', all],
    ['means pods of its own namespace by a podSelector alone', ingress([{ podSelector: {} }]), 'shop/web', 'shop/db', all],
    ['means no others by it', ingress([{ podSelector: {} }]), 'other/job', 'shop/db', undefined],
    [
      'joins both selectors of one peer',
      ingress([{ podSelector: { matchLabels: { app: 'web' } }, namespaceSelector: {} }]),
      'other/job',
      'shop/db',
      undefined,
    ],
    [
      'takes each of two peers',
      ingress([{ podSelector: { matchLabels: { app: 'web' } } }, { namespaceSelector: { matchLabels: { team: 'b' } } }]),
      'other/job',
      'shop/db',
      all,
    ],
    [
      'knows the label that every namespace has',
      ingress([{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'other' } } }]),
      'other/job',
      'shop/db',
      all,
    ],
    ['takes TCP where no protocol is written', ingress([{ podSelector: {} }], [{ port: 5432 }]), 'shop/web', 'shop/db', 'TCP 5432'],
    ['takes all ports of a protocol', ingress([{ podSelector: {} }], [{ protocol: 'UDP' }]), 'shop/web', 'shop/db', 'UDP 1-65535'],
    ['takes ranges', ingress([{ podSelector: {} }], [{ port: 8000, endPort: 8010 }]), 'shop/web', 'shop/db', 'TCP 8000-8010'],
    [
      'finds a named port at the destination',
      ingress([{ podSelector: {} }], [{ port: 'http', protocol: 'UDP' }]),
      'shop/web',
      'shop/db',
      'UDP 9090',
    ],
    ['finds no port of another protocol', ingress([{ podSelector: {} }], [{ port: 'http' }]), 'shop/web', 'shop/db', undefined],
  ])('%s', async (_, spec, from, to, expected) => {
    const { connections } = await reachOf(pods + policy('shop/p', spec))
    expect(connections.find(({ src, dst }) => src === `${from}[Pod]` && dst === `${to}[Pod]`)?.allow).toBe(expected)
  })

  test('adds to others: what any allows is allowed', async () => {
    const two =
      policy('shop/a', ingress([{ podSelector: {} }], [{ port: 1 }])) + policy('shop/b', ingress([{ podSelector: {} }], [{ port: 2 }]))
    const { connections } = await reachOf(pods + two)
    expect(connections.find(({ src, dst }) => src === 'shop/web[Pod]' && dst === 'shop/db[Pod]')?.allow).toBe('TCP 1-2')
  })

  test('cuts addresses at the borders that policies draw', async () => {
    const block = policy('shop/p', ingress([{ ipBlock: { cidr: '203.0.113.0/24', except: ['203.0.113.128/25'] } }]))
    const { connections } = await reachOf(pods + block)
    expect(connections.filter(({ dst, src }) => dst === 'shop/db[Pod]' && src.endsWith('[External]'))).toEqual([
      { src: '203.0.113.0-203.0.113.127[External]', dst: 'shop/db[Pod]', allow: all },
    ])
  })

  test('speaks of IPv6 where a policy does', async () => {
    const block = policy('shop/p', ingress([{ ipBlock: { cidr: '2001:db8::/32' } }]))
    const { connections } = await reachOf(pods + block)
    expect(connections.filter(({ dst }) => dst === 'shop/db[Pod]').map(({ src }) => src)).toEqual([
      '2001:db8::-2001:db8:ffff:ffff:ffff:ffff:ffff:ffff[External]',
    ])
  })
})

describe('what is left open', () => {
  const block = policy('shop/p', {
    podSelector: { matchLabels: { app: 'db' } },
    ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }],
  })
  const addressed = [
    namespace('shop'),
    pod('shop/web', { app: 'web' }, { status: { podIPs: [{ ip: '10.1.0.5' }] } }),
    pod('shop/db', { app: 'db' }),
  ].join('')
  test.each([
    [{}, { depends: all, on: ['ip-block-selects-pods'] }],
    [{ assume: { 'ip-block-selects-pods': 'yes' } }, { allow: all }],
    [{ assume: { 'ip-block-selects-pods': 'no' } }, undefined],
    [{ cni: 'calico' }, { allow: all }],
    [{ cni: 'cilium' }, undefined],
    [{ cni: 'flannel' }, { allow: all }],
  ])('an ipBlock with the address of a pod, with %j', async (options, expected) => {
    const { connections } = await reachOf(addressed + block, { options })
    const found = connections.find(({ src, dst }) => src === 'shop/web[Pod]' && dst === 'shop/db[Pod]')
    if (expected === undefined) expect(found).toBeUndefined()
    else expect(found).toEqual({ src: 'shop/web[Pod]', dst: 'shop/db[Pod]', ...expected })
  })

  test('a public network selects no pod whose address is not known', async () => {
    const closed = policy('shop/p', {
      podSelector: { matchLabels: { app: 'db' } },
      ingress: [{ from: [{ ipBlock: { cidr: '8.8.8.8/32' } }] }],
    })
    const { connections } = await reachOf(pods + closed)
    expect(connections.some(({ src, dst }) => src === 'shop/web[Pod]' && dst === 'shop/db[Pod]')).toBe(false)
  })

  test('labels of a namespace that nobody declares', async () => {
    const text =
      pod('shop/web', { app: 'web' }) +
      pod('far/away', {}) +
      policy('shop/p', { podSelector: {}, ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: 'b' } } }] }] })
    const open = await reachOf(text)
    expect(open.connections.find(({ src, dst }) => src === 'far/away[Pod]' && dst === 'shop/web[Pod]')).toMatchObject({
      depends: all,
      on: ['namespace-labels'],
    })
    const closed = await reachOf(text, { options: { world: 'closed' } })
    expect(closed.connections.some(({ src, dst }) => src === 'far/away[Pod]' && dst === 'shop/web[Pod]')).toBe(false)
  })

  test('policies of kinds that are not evaluated leave open what they select, and are listed', async () => {
    const cilium = document({
      apiVersion: 'cilium.io/v2',
      kind: 'CiliumNetworkPolicy',
      metadata: { name: 'c', namespace: 'shop' },
      spec: { endpointSelector: { matchLabels: { app: 'db' } } },
    })
    const { connections, unevaluated } = await reachOf(pods + cilium)
    expect(unevaluated).toEqual([
      { resource: { apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy', namespace: 'shop', name: 'c' }, affects: ['shop/db[Pod]'] },
    ])
    expect(connections.find(({ src, dst }) => src === 'shop/web[Pod]' && dst === 'shop/db[Pod]')).toMatchObject({
      depends: all,
      on: ['unevaluated-policies'],
    })
    expect(connections.find(({ src, dst }) => src === 'shop/web[Pod]' && dst === 'other/job[Pod]')).toMatchObject({ allow: all })
  })

  test('a pod on the network of its node', async () => {
    const host =
      pods +
      pod('shop/agent', { app: 'agent' }, { hostNetwork: true }) +
      policy('shop/p', {
        podSelector: { matchLabels: { app: 'db' } },
        ingress: [{ from: [{ podSelector: { matchLabels: { app: 'agent' } } }] }],
      })
    const of = async (reading: string) => {
      const { connections } = await reachOf(host, { options: { assume: { 'host-network-pods': reading } } })
      return connections.find(({ src, dst }) => src === 'shop/agent[Pod]' && dst === 'shop/db[Pod]')
    }
    expect(await of('pod')).toMatchObject({ allow: all })
    expect(await of('unknown')).toMatchObject({ depends: all, on: ['host-network-pods'] })
    expect(await of('node')).toMatchObject({ depends: all, on: ['node-of-pod'] })
  })

  test('a name such as __proto__ is a name', async () => {
    const { connections } = await reachOf(
      pod('constructor/__proto__', { constructor: '__proto__' }) +
        pod('shop/web', {}) +
        policy('shop/p', {
          podSelector: {},
          ingress: [{ from: [{ namespaceSelector: {}, podSelector: { matchLabels: { constructor: '__proto__' } } }] }],
        })
    )
    expect(connections.some(({ src, dst }) => src === 'constructor/__proto__[Pod]' && dst === 'shop/web[Pod]')).toBe(true)
  })
})
