import { describe, expect, test } from 'vitest'
import { errorsOf, storedOf, warningsOf } from '../../errors-of.ts'
import { objectOf } from '../objects.ts'

const service = (spec: object) => objectOf('v1', 'Service', { spec: { ports: [{ port: 80 }], ...spec } })
const ip = 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)'
const onlyBalancers = "may only be used when `type` is 'LoadBalancer'"

test.each<[string, object, string[]]>([
  ['one port', {}, []],
  ['no ports', { ports: [] }, ['spec.ports: Required value']],
  ['no ports, headless', { ports: [], clusterIP: 'None' }, []],
  [
    'a headless one on the nodes',
    { type: 'NodePort', clusterIP: 'None' },
    ['spec.clusterIPs[0]: Invalid value: "None": may not be set to \'None\' for NodePort services'],
  ],
  [
    'a headless one with an address of a family that it does not have',
    { clusterIP: 'None', clusterIPs: ['10.0.0.1'], ipFamilies: ['IPv6'] },
    [
      'spec.clusterIPs: Invalid value: ["10.0.0.1"]: first value must match `clusterIP`',
      'spec.clusterIPs[0]: Invalid value: "10.0.0.1": expected an IPv6 value as indicated by `ipFamilies[0]`',
    ],
  ],
  [
    'another type',
    { type: 'Ingress' },
    ['spec.type: Unsupported value: "Ingress": supported values: "ClusterIP", "ExternalName", "LoadBalancer", "NodePort"'],
  ],
  ['a name from outside without it', { type: 'ExternalName' }, ['spec.externalName: Required value']],
  [
    'a name from outside with addresses',
    { type: 'ExternalName', externalName: 'a.example.', clusterIP: '10.0.0.1' },
    ['spec.clusterIPs: Forbidden: may not be set for ExternalName services'],
  ],
  [
    'two ports of which one has no name',
    { ports: [{ port: 80 }, { port: 80, name: 'B', protocol: 'HTTP', targetPort: 0 }] },
    [
      'spec.ports[0].name: Required value',
      "spec.ports[1].name: Invalid value: \"B\": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')",
      'spec.ports[1].protocol: Unsupported value: "HTTP": supported values: "SCTP", "TCP", "UDP"',
    ],
  ],
  [
    'the same port twice',
    {
      ports: [
        { port: 80, name: 'a' },
        { port: 80, name: 'a' },
      ],
    },
    [
      'spec.ports[1].name: Duplicate value: "a"',
      'spec.ports[1]: Duplicate value: {"Name":"","Protocol":"TCP","AppProtocol":null,"Port":80,"TargetPort":0,"NodePort":0}',
    ],
  ],
  [
    'a port of the nodes inside the cluster',
    { ports: [{ port: 80, nodePort: 30_080 }] },
    ["spec.ports[0].nodePort: Forbidden: may not be used when `type` is 'ClusterIP'"],
  ],
  [
    'ranges where there is no load balancer',
    { loadBalancerSourceRanges: ['10.0.0.0/8', 'all'], allocateLoadBalancerNodePorts: true },
    [
      `spec.LoadBalancerSourceRanges: Forbidden: ${onlyBalancers}`,
      'spec.LoadBalancerSourceRanges[1]: Invalid value: "all": must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)',
      `spec.allocateLoadBalancerNodePorts: Forbidden: ${onlyBalancers}`,
    ],
  ],
  [
    'a policy for traffic that cannot come',
    { externalTrafficPolicy: 'Local' },
    ['spec.externalTrafficPolicy: Invalid value: "Local": may only be set for externally-accessible services'],
  ],
  [
    'a session for too long',
    { sessionAffinity: 'ClientIP', sessionAffinityConfig: { clientIP: { timeoutSeconds: 86_401 } } },
    ['spec.sessionAffinityConfig.clientIP.timeoutSeconds: Invalid value: 86401: must be greater than 0 and less than 86400'],
  ],
  [
    'an address from outside that is local',
    { externalIPs: ['127.0.0.1', 'x'] },
    [
      'spec.externalIPs[0]: Invalid value: "127.0.0.1": may not be in the loopback range (127.0.0.0/8, ::1/128)',
      `spec.externalIPs[1]: Invalid value: "x": ${ip}`,
    ],
  ],
])('%s', async (_, spec, expected) => {
  expect(await errorsOf(service(spec))).toEqual(expected)
})

describe('addresses, which are given out before anything else is looked at', () => {
  test.each<[string, object, string[]]>([
    ['an address that is none', { clusterIP: 'x', type: 'Wrong' }, [`spec.clusterIPs[0]: Invalid value: "x": ${ip}`]],
    [
      'two different ones',
      { clusterIP: '10.0.0.1', clusterIPs: ['10.0.0.2'] },
      ['spec.clusterIPs: Invalid value: ["10.0.0.2"]: first value must match `clusterIP`'],
    ],
    [
      'the newer field alone',
      { clusterIPs: ['10.0.0.2'] },
      ['spec.clusterIPs: Invalid value: ["10.0.0.2"]: must be empty when `clusterIP` is not specified'],
    ],
    [
      'none and one',
      { clusterIP: 'None', clusterIPs: ['None', '10.0.0.1'] },
      ['spec.clusterIPs: Invalid value: ["None","10.0.0.1"]: \'None\' must be the first and only value'],
    ],
    [
      'both families where the cluster has one',
      { selector: { a: 'b' }, ipFamilyPolicy: 'RequireDualStack' },
      ['spec.ipFamilyPolicy: Invalid value: "RequireDualStack": this cluster is not configured for dual-stack services'],
    ],
    [
      'the other family',
      { selector: { a: 'b' }, ipFamilies: ['IPv6'] },
      ['spec.ipFamilies[0]: Invalid value: "IPv6": not configured on this cluster'],
    ],
    [
      'the address of another family',
      { ipFamilies: ['IPv4'], clusterIP: 'fd00::1' },
      ['spec.clusterIPs[0]: Invalid value: "fd00::1": expected an IPv4 value as indicated by `ipFamilies[0]`'],
    ],
    [
      'two families and one address',
      { ipFamilies: ['IPv4', 'IPv6'], ipFamilyPolicy: 'SingleStack' },
      [
        "spec.ipFamilyPolicy: Invalid value: \"SingleStack\": must be 'RequireDualStack' or 'PreferDualStack' when multiple IP families are specified",
      ],
    ],
  ])('%s', async (_, spec, expected) => {
    expect(await errorsOf(service(spec))).toEqual(expected)
  })

  test('what the server gives out is stored under stand-ins', async () => {
    const { spec } = (await storedOf(service({ type: 'LoadBalancer', externalTrafficPolicy: 'Local' }))) as { spec?: object }
    expect(spec).toMatchObject({
      clusterIP: '<clusterIP>',
      clusterIPs: ['<clusterIP>'],
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      healthCheckNodePort: '<nodePort>',
      ports: [{ port: 80, targetPort: 80, nodePort: '<nodePort>' }],
    })
  })

  test('a headless one without selector has both families', async () => {
    const { spec } = (await storedOf(service({ clusterIP: 'None' }))) as { spec?: object }
    expect(spec).toMatchObject({ clusterIPs: ['None'], ipFamilies: ['IPv4', 'IPv6'], ipFamilyPolicy: 'RequireDualStack' })
  })
})

test.each<[string, object, string[]]>([
  ['nothing special', {}, []],
  [
    'a headless one with a load balancer',
    { clusterIP: 'None', loadBalancerIP: '10.0.0.1' },
    ['spec.loadBalancerIP is ignored for headless services'],
  ],
  ['a name that is not used', { externalName: 'a.example' }, ['spec.externalName is ignored when spec.type is not "ExternalName"']],
  [
    'an older name of a policy',
    { trafficDistribution: 'PreferClose' },
    ['spec.trafficDistribution: "PreferClose" is deprecated; use "PreferSameZone"'],
  ],
])('the server warns of %s', async (_, spec, expected) => {
  expect(await warningsOf(service(spec))).toEqual(expected)
})

test('a load balancer may have the port of the kubelet since 1.33', async () => {
  const balancer = service({ type: 'LoadBalancer', ports: [{ port: 10_250 }] })
  expect(await errorsOf(balancer, 33)).toEqual([])
  expect(await errorsOf(balancer, 32)).toEqual([
    'spec.ports[0]: Invalid value: 10250: may not expose port 10250 externally since it is used by kubelet',
  ])
})
