import { describe, expect, test } from 'vitest'
import { adminPolicyMistakes } from '../../../src/simulate/network/admin-policy-mistakes.ts'
import { clusterPolicy, document, namespace, pod, policy, reachOf } from './manifests.ts'

const pods = [
  namespace('shop', { tenant: 'a' }),
  namespace('other', { tenant: 'b' }),
  pod('shop/web', { app: 'web' }),
  pod('other/job', { app: 'job' }),
].join('')
const toShop = { namespaces: { matchLabels: { tenant: 'a' } } }
const fromOther = [{ namespaces: { matchLabels: { tenant: 'b' } } }]
const tcp80 = [{ tcp: { destinationPort: { number: 80 } } }]
const spec = (tier: string, priority: number, ...ingress: unknown[]) => ({ tier, priority, subject: toShop, ingress })
const deny = policy('shop/deny', { podSelector: {} })

describe('tiers', () => {
  test.each([
    [
      'the first rule that matches decides',
      [spec('Admin', 1, { action: 'Deny', from: fromOther, protocols: tcp80 }, { action: 'Accept', from: fromOther })],
      '',
      'SCTP 1-65535,TCP 1-79,81-65535,UDP 1-65535',
    ],
    [
      'lower priorities come first',
      [spec('Admin', 2, { action: 'Accept', from: fromOther }), spec('Admin', 1, { action: 'Deny', from: fromOther })],
      '',
      undefined,
    ],
    [
      'nothing is isolated that no rule matches',
      [spec('Admin', 1, { action: 'Accept', from: fromOther, protocols: tcp80 })],
      '',
      'All Connections',
    ],
    [
      'an administrator opens what a NetworkPolicy closes',
      [spec('Admin', 1, { action: 'Accept', from: fromOther, protocols: tcp80 })],
      deny,
      'TCP 80',
    ],
    [
      'what is passed is decided by NetworkPolicies',
      [spec('Admin', 1, { action: 'Pass', from: fromOther }, { action: 'Accept', from: fromOther })],
      deny,
      undefined,
    ],
    ['the baseline decides where no NetworkPolicy isolates', [spec('Baseline', 1, { action: 'Deny', from: fromOther })], '', undefined],
    ['the baseline is never reached where one does', [spec('Baseline', 1, { action: 'Accept', from: fromOther })], deny, undefined],
    [
      'a pass in the baseline is the default',
      [spec('Baseline', 1, { action: 'Pass', from: fromOther }, { action: 'Deny', from: fromOther })],
      '',
      'All Connections',
    ],
    ['a peer of an unknown kind fails closed', [spec('Admin', 1, { action: 'Pass', from: [{ planets: {} }] })], '', undefined],
  ])('%s', async (_, specs, more, expected) => {
    const text = pods + specs.map((each, i) => clusterPolicy(`p${i}`, each)).join('') + more
    const { connections } = await reachOf(text)
    expect(connections.find(({ src, dst }) => src === 'other/job[Pod]' && dst === 'shop/web[Pod]')?.allow).toBe(expected)
  })

  test('early versions name labels that namespaces share', async () => {
    const early = (key: string) =>
      document({
        apiVersion: 'policy.networking.k8s.io/v1alpha1',
        kind: 'AdminNetworkPolicy',
        metadata: { name: 'same' },
        spec: { priority: 1, subject: { namespaces: {} }, ingress: [{ action: 'Deny', from: [{ namespaces: { [key]: ['tenant'] } }] }] },
      })
    const text = pods + pod('shop/db', { app: 'db' })
    const pairs = async (key: string) => {
      const { connections } = await reachOf(text + early(key))
      return connections.filter(({ src, dst }) => src.endsWith('[Pod]') && dst.endsWith('[Pod]')).map(({ src, dst }) => `${src} ${dst}`)
    }
    expect(await pairs('sameLabels')).not.toContain('shop/db[Pod] shop/web[Pod]')
    expect(await pairs('sameLabels')).toContain('other/job[Pod] shop/web[Pod]')
    expect(await pairs('notSameLabels')).toContain('shop/db[Pod] shop/web[Pod]')
    expect(await pairs('notSameLabels')).not.toContain('other/job[Pod] shop/web[Pod]')
  })
})

describe('what a definition refuses', () => {
  const good = {
    kind: 'ClusterNetworkPolicy',
    metadata: { name: 'p' },
    spec: spec('Admin', 1, { action: 'Deny', from: fromOther, protocols: tcp80 }),
  }
  const rule = { action: 'Deny', from: fromOther }
  test.each([
    [good, []],
    [{ kind: 'NetworkPolicy', spec: 7 }, []],
    [{ ...good, spec: undefined }, ['spec: Required value']],
    [
      { ...good, spec: { ...good.spec, priority: 1001 } },
      ['spec.priority: Invalid value: 1001: spec.priority in body should be less than or equal to 1000'],
    ],
    [{ ...good, spec: { ...good.spec, tier: 'Root' } }, ['spec.tier: Unsupported value: "Root": supported values: "Admin", "Baseline"']],
    [
      { ...good, spec: { ...good.spec, subject: {} } },
      ['spec.subject: Invalid value: 0: spec.subject in body should have at least 1 properties'],
    ],
    [{ ...good, spec: { ...good.spec, ingress: [{ action: 'Deny' }] } }, ['spec.ingress[0].from: Required value']],
    [
      { ...good, spec: { ...good.spec, ingress: [{ ...rule, from: [{ namespaces: {}, pods: { podSelector: {} } }] }] } },
      ['spec.ingress[0].from[0]: Too many: 2: must have at most 1 items'],
    ],
    [
      { ...good, spec: { ...good.spec, egress: [{ action: 'Deny', to: [{ networks: ['zc00::/8'] }] }] } },
      ['spec.egress[0].to[0].networks[0]: Invalid value: "zc00::/8": Invalid CIDR format provided'],
    ],
    [
      { ...good, spec: { ...good.spec, ingress: [{ ...rule, from: [{ pods: {} }] }] } },
      ['spec.ingress[0].from[0].pods.podSelector: Required value'],
    ],
    [
      { ...good, spec: { ...good.spec, ingress: [{ ...rule, name: 'n'.repeat(101) }] } },
      ['spec.ingress[0].name: Too long: may not be more than 100 bytes'],
    ],
    [
      { ...good, spec: { ...good.spec, ingress: [{ ...rule, protocols: [{ tcp: {} }] }] } },
      ['spec.ingress[0].protocols[0].tcp: Invalid value: 0: spec.ingress[0].protocols[0].tcp in body should have at least 1 properties'],
    ],
    [
      { ...good, spec: { ...good.spec, ingress: [{ ...rule, protocols: [] }] } },
      ['spec.ingress[0].protocols: Invalid value: 0: spec.ingress[0].protocols in body should have at least 1 items'],
    ],
    [
      { ...good, spec: { ...good.spec, egress: [{ action: 'Deny', to: [{ networks: ['10.0.0.0/8', '10.0.0.0/8'] }] }] } },
      ['spec.egress[0].to[0].networks[1]: Duplicate value: "10.0.0.0/8"'],
    ],
    [
      { ...good, spec: { ...good.spec, egress: [{ action: 'Deny', to: [{ nodes: {} }], protocols: [{ destinationNamedPort: 'http' }] }] } },
      [
        'spec.egress[0]: Invalid value: "object": networks/nodes/domainNames peer cannot be set with namedPorts since there are no namedPorts for networks/nodes/domainNames',
      ],
    ],
    [
      {
        ...good,
        spec: { ...good.spec, egress: [{ action: 'Deny', to: [{ networks: ['::/0'] }], protocols: [{ destinationNamedPort: 'http' }] }] },
      },
      [],
    ],
    [
      {
        kind: 'AdminNetworkPolicy',
        metadata: { name: 'p' },
        spec: {
          priority: 1,
          subject: { pods: { podSelector: {} } },
          egress: [{ action: 'Deny', to: [{ networks: ['::/0'] }], ports: [{ namedPort: 'http' }, { portRange: { start: 9, end: 8 } }] }],
        },
      },
      [
        'spec.subject.pods.namespaceSelector: Required value',
        'spec.egress[0]: Invalid value: "object": networks/nodes peer cannot be set with namedPorts since there are no namedPorts for networks/nodes',
      ],
    ],
    [
      { kind: 'BaselineAdminNetworkPolicy', metadata: { name: 'other' }, spec: { subject: toShop } },
      [
        'metadata.name: Invalid value: "other": Only one baseline admin network policy with metadata.name="default" can be created in the cluster',
      ],
    ],
  ])('%j', (value, expected) => {
    expect(adminPolicyMistakes(value).map(({ field, message }) => `${field}: ${message}`)).toEqual(expected)
  })
})
