import { describe, expect, test } from 'vitest'
import type { Resource } from '../../../src/cluster/resource.ts'
import type { SettledPod } from '../../../src/cluster/settled-pods.ts'
import { endpointSlices } from '../../../src/simulate/endpoints/index.ts'
import { cluster, resource } from '../objects.ts'
import { asDeclared, inGroup, pods, settled } from '../settled.ts'

const port80 = { port: 80, targetPort: 'http', protocol: 'TCP' }

function service(name: string, spec: object): Resource {
  return resource('Service', name, { spec: { selector: { app: 'web' }, ports: [port80], ...spec } })
}

function serving(name: string, containerPort: number, overrides: Partial<SettledPod> = {}): SettledPod {
  return settled(name, { spec: { containers: [{ name: 'app', ports: [{ name: 'http', containerPort }] }] }, ...overrides })
}

function slices(declared: readonly Resource[], ...list: readonly SettledPod[]): readonly string[] {
  return endpointSlices(cluster(...declared), pods(...list), asDeclared).map(({ service: name, addressType, ports, endpoints }) => {
    const ends = endpoints.map(
      ({ pod, addresses, ready, hostname }) =>
        `${pod ?? addresses?.join()}${ready === false ? '!' : ''}${hostname === undefined ? '' : `@${hostname}`}`
    )
    return `${name} ${addressType} ${ports.map(({ protocol, port }) => `${protocol} ${port}`).join()} [${ends.join(' ')}]`
  })
}

describe('a Service with a selector', () => {
  test('has one slice for each set of ports that its pods resolve the names to', () => {
    expect(slices([service('web', {})], serving('a', 8080), serving('b', 9090), serving('c', 8080))).toEqual([
      'web IPv4 TCP 8080 [a c]',
      'web IPv4 TCP 9090 [b]',
    ])
  })

  test('keeps pods that have no port of that name, in a slice without ports', () => {
    expect(slices([service('web', {})], serving('a', 8080), settled('b'))).toEqual(['web IPv4 TCP 8080 [a]', 'web IPv4  [b]'])
  })

  test('takes ports of sidecars, and only those of its own protocol', () => {
    const sidecar = { name: 'proxy', restartPolicy: 'Always', ports: [{ name: 'http', containerPort: 15000 }] }
    const udp = { name: 'app', ports: [{ name: 'http', containerPort: 53, protocol: 'UDP' }] }
    expect(slices([service('web', {})], settled('a', { spec: { containers: [udp], initContainers: [sidecar] } }))).toEqual([
      'web IPv4 TCP 15000 [a]',
    ])
  })

  test('has an empty slice where no pod runs', () => {
    expect(slices([service('web', {})], serving('a', 8080, { isRunning: false, isReady: false }))).toEqual(['web IPv4  []'])
  })

  test('marks pods that are not ready, unless it publishes them', () => {
    const waiting = serving('a', 8080, { isReady: false })
    expect(slices([service('web', {})], waiting)).toEqual(['web IPv4 TCP 8080 [a!]'])
    expect(slices([service('web', { publishNotReadyAddresses: true })], waiting)).toEqual(['web IPv4 TCP 8080 [a]'])
  })

  test('gives a pod its hostname where the subdomain is the Service', () => {
    const named = (subdomain: string) => serving('a', 8080, { spec: { hostname: 'h', subdomain } as never })
    expect(slices([service('web', { ports: [] })], named('web'))).toEqual(['web IPv4  [a@h]'])
    expect(slices([service('web', { ports: [] })], named('other'))).toEqual(['web IPv4  [a]'])
  })

  test('has a slice for each address family', () => {
    expect(slices([service('web', { ipFamilies: ['IPv4', 'IPv6'] })], serving('a', 8080, { addresses: ['10.0.0.1'] }))).toEqual([
      'web IPv4 TCP 8080 [a]',
      'web IPv6  []',
    ])
  })

  test('fills a slice with at most 100 endpoints', () => {
    const found = endpointSlices(cluster(service('web', {})), pods(serving('a', 8080, { count: 250 })), asDeclared)
    expect(found.map(({ endpoints }) => endpoints[0]?.count)).toEqual([100, 100, 50])
  })
})

test.each([
  ['an empty selector', { selector: {} }],
  ['no selector', { selector: undefined }],
  ['an external name', { type: 'ExternalName' }],
])('a Service with %s has no slices of its own', (_, spec) => {
  expect(slices([service('web', spec)], serving('a', 8080))).toEqual([])
})

describe('slices written by hand', () => {
  const endpoints = resource('Endpoints', 'db', {
    subsets: [{ addresses: [{ ip: '192.0.2.1' }], notReadyAddresses: [{ ip: '2001:db8::1' }], ports: [{ port: 5432 }] }],
  })

  test('come from Endpoints of a Service without selector', () => {
    expect(slices([service('db', { selector: undefined }), endpoints])).toEqual([
      'db IPv4 TCP 5432 [192.0.2.1]',
      'db IPv6 TCP 5432 [2001:db8::1!]',
    ])
    expect(slices([service('db', { selector: { app: 'db' } }), endpoints])).toEqual(['db IPv4  []'])
  })

  test('count for the Service that their label names', () => {
    const slice = (labels: object) =>
      inGroup('discovery.k8s.io', 'EndpointSlice', 'endpointslices', 'db-1', {
        metadata: { labels },
        addressType: 'IPv4',
        ports: [{ port: 5432 }],
        endpoints: [{ addresses: ['192.0.2.1'] }, { addresses: ['192.0.2.2'], conditions: { ready: false } }],
      })
    expect(slices([slice({ 'kubernetes.io/service-name': 'db' })])).toEqual(['db IPv4 TCP 5432 [192.0.2.1 192.0.2.2!]'])
    expect(slices([slice({})])).toEqual([])
  })
})
