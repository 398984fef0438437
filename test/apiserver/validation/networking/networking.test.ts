import { describe, expect, test } from 'vitest'
import { errorsOf, warningsOf } from '../../errors-of.ts'
import { objectOf } from '../objects.ts'

const group = 'networking.k8s.io/v1'
const backend = { service: { name: 'web', port: { number: 80 } } }

describe('Ingress', () => {
  const ingress = (path: object) => objectOf(group, 'Ingress', { spec: { rules: [{ host: 'a.example', http: { paths: [path] } }] } })
  const at = 'spec.rules[0].http.paths[0]'

  test.each<[string, object, string[]]>([
    ['a path', { path: '/', pathType: 'Prefix', backend }, []],
    ['no type', { path: '/', backend }, [`${at}.pathType: Required value: pathType must be specified`]],
    [
      'another type',
      { pathType: 'Regex', backend },
      [`${at}.pathType: Unsupported value: "Regex": supported values: "Exact", "ImplementationSpecific", "Prefix"`],
    ],
    [
      'a relative path',
      { path: 'a//b/..', pathType: 'Exact', backend },
      ['must be an absolute path', "must not contain '//'", "cannot end with '/..'"].map(
        detail => `${at}.path: Invalid value: "a//b/..": ${detail}`
      ),
    ],
    ['no backend', { path: '/', pathType: 'Exact' }, [`${at}.backend: Invalid value: "": resource or service backend is required`]],
    [
      'a backend without a port',
      { path: '/', pathType: 'Exact', backend: { service: { name: 'web' } } },
      [`${at}.backend: Required value: port name or number is required`],
    ],
    [
      'a backend with two ports',
      { path: '/', pathType: 'Exact', backend: { service: { name: 'web', port: { name: 'http', number: 80 } } } },
      [`${at}.backend: Invalid value: "": cannot set both port name & port number`],
    ],
    [
      'two backends',
      { path: '/', pathType: 'Exact', backend: { ...backend, resource: { kind: 'Bucket', name: 'b' } } },
      [`${at}.backend: Invalid value: "": cannot set both resource and service backends`],
    ],
  ])('%s', async (_, path, expected) => {
    expect(await errorsOf(ingress(path))).toEqual(expected)
  })

  test('it needs somewhere to send requests', async () => {
    expect(await errorsOf(objectOf(group, 'Ingress', { spec: {} }))).toEqual([
      'spec: Invalid value: null: either `defaultBackend` or `rules` must be specified',
    ])
  })

  test('an address is no host', async () => {
    const spec = { rules: [{ host: '10.0.0.1' }], tls: [{ hosts: ['*.example'], secretName: 'a' }] }
    expect(await errorsOf(objectOf(group, 'Ingress', { spec }))).toEqual([
      'spec.rules[0].host: Invalid value: "10.0.0.1": must be a DNS name, not an IP address',
    ])
  })

  test('the class in the annotation must be that of the field', async () => {
    const annotations = { 'kubernetes.io/ingress.class': 'nginx' }
    const object = {
      ...objectOf(group, 'Ingress', { spec: { defaultBackend: backend, ingressClassName: 'other' } }),
      metadata: { name: 'a', annotations },
    }
    expect(await errorsOf(object)).toEqual([
      'annotations.kubernetes.io/ingress.class: Invalid value: "nginx": must match `ingressClassName` when both are specified',
    ])
  })
})

describe('IngressClass', () => {
  test.each<[string, object, string[]]>([
    ['a controller', { controller: 'example.com/ingress' }, []],
    ['no controller', {}, ['spec.controller: Required value']],
    [
      'parameters of a namespace',
      { controller: 'example.com/ingress', parameters: { kind: 'P', name: 'p', scope: 'Namespace' } },
      ["spec.parameters.namespace: Required value: `parameters.scope` is set to 'Namespace'"],
    ],
    [
      'parameters of the cluster in a namespace',
      { controller: 'example.com/ingress', parameters: { kind: 'P', name: 'p', namespace: 'n' } },
      ["spec.parameters.namespace: Forbidden: `parameters.scope` is set to 'Cluster'"],
    ],
  ])('%s', async (_, spec, expected) => {
    expect(await errorsOf(objectOf(group, 'IngressClass', { spec }))).toEqual(expected)
  })
})

describe('NetworkPolicy', () => {
  const policy = (rule: object) => objectOf(group, 'NetworkPolicy', { spec: { podSelector: {}, egress: [rule] } })
  const port = 'spec.egress[0].ports[0]'
  const peer = 'spec.egress[0].to[0]'

  test.each<[string, object, string[]]>([
    ['everything', {}, []],
    ['ports to', { ports: [{ port: 80, endPort: 79 }] }, [`${port}.endPort: Invalid value: 80: must be greater than or equal to \`port\``]],
    [
      'a named port to',
      { ports: [{ port: 'http', endPort: 80 }] },
      [`${port}.endPort: Invalid value: 80: may not be specified when \`port\` is non-numeric`],
    ],
    [
      'no port to',
      { ports: [{ endPort: 80 }] },
      [`${port}.endPort: Invalid value: 80: may not be specified when \`port\` is not specified`],
    ],
    [
      'another protocol',
      { ports: [{ protocol: 'ICMP' }] },
      [`${port}.protocol: Unsupported value: "ICMP": supported values: "TCP", "UDP", "SCTP"`],
    ],
    ['nobody', { to: [{}] }, [`${peer}: Required value: must specify a peer`]],
    [
      'a range and pods',
      { to: [{ ipBlock: { cidr: '10.0.0.0/8' }, podSelector: {} }] },
      [`${peer}: Forbidden: may not specify both ipBlock and another peer`],
    ],
    [
      'what is left out of a range',
      { to: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16', '11.0.0.0/16', '10.0.0.0/8', 'x'] } }] },
      [
        `${peer}.ipBlock.except[1]: Invalid value: "11.0.0.0/16": must be a strict subset of \`cidr\``,
        `${peer}.ipBlock.except[2]: Invalid value: "10.0.0.0/8": must be a strict subset of \`cidr\``,
        `${peer}.ipBlock.except[3]: Invalid value: "x": must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)`,
      ],
    ],
  ])('%s', async (_, rule, expected) => {
    expect(await errorsOf(policy(rule))).toEqual(expected)
  })

  test('host bits are warned of, and refused from 1.36 on', async () => {
    const object = policy({ to: [{ ipBlock: { cidr: '10.0.0.1/8' } }] })
    expect(await warningsOf(object, 35)).toEqual([
      `${peer}.ipBlock.cidr: CIDR value "10.0.0.1/8" is ambiguous in this context (should be "10.0.0.0/8" or "10.0.0.1/32"?)`,
    ])
    expect(await errorsOf(object)).toEqual([
      `${peer}.ipBlock.cidr: Invalid value: "10.0.0.1/8": must not have bits set beyond the prefix length`,
    ])
  })
})

test('an IPAddress is named as it is written shortest, and belongs to something', async () => {
  expect(await errorsOf(objectOf(group, 'IPAddress', { spec: {} }, 'fd00:0::1'))).toEqual([
    'metadata.name: Invalid value: "fd00:0::1": must be in canonical form ("fd00::1")',
    'spec.parentRef: Required value',
  ])
})

test('a ServiceCIDR has a range of each family at most', async () => {
  const ranges = (cidrs: string[]) => errorsOf(objectOf(group, 'ServiceCIDR', { spec: { cidrs } }))
  expect(await ranges([])).toEqual(['spec.cidrs: Required value: at least one CIDR required'])
  expect(await ranges(['10.0.0.0/24', 'fd00::/64'])).toEqual([])
  expect(await ranges(['10.0.0.0/24', '10.0.1.0/24'])).toEqual([
    'spec.cidrs: Invalid value: ["10.0.0.0/24","10.0.1.0/24"]: may specify no more than one IP for each IP family, i.e 192.168.0.0/24 and 2001:db8::/64',
  ])
})
