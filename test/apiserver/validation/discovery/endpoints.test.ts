import { expect, test } from 'vitest'
import { errorsOf, storedOf, warningsOf } from '../../errors-of.ts'
import { objectOf } from '../objects.ts'

const slice = (fields: object) => objectOf('discovery.k8s.io/v1', 'EndpointSlice', { addressType: 'IPv4', endpoints: [], ...fields })
const endpoint = (fields: object) => slice({ endpoints: [{ addresses: ['10.0.0.1'], ...fields }] })

test.each<[string, object, string[]]>([
  ['an address', endpoint({}), []],
  ['no type', slice({ addressType: null }), ['addressType: Required value']],
  ['another type', slice({ addressType: 'MAC' }), ['addressType: Unsupported value: "MAC": supported values: "FQDN", "IPv4", "IPv6"']],
  ['no addresses', endpoint({ addresses: [] }), ['endpoints[0].addresses: Required value: must contain at least 1 address']],
  [
    'an address of another type',
    endpoint({ addresses: ['fd00::1'] }),
    ['endpoints[0].addresses: Invalid value: "fd00::1": must be an IPv4 address'],
  ],
  [
    'an address of the node itself',
    endpoint({ addresses: ['127.0.0.1'] }),
    ['endpoints[0].addresses[0]: Invalid value: "127.0.0.1": may not be in the loopback range (127.0.0.0/8, ::1/128)'],
  ],
  [
    'a hint that is given twice',
    endpoint({ hints: { forZones: [{ name: 'a' }, { name: 'a' }] } }),
    ['endpoints[0].hints.forZones[1].name: Duplicate value: "a"'],
  ],
  ['two ports without a name', slice({ ports: [{ port: 80 }, { port: 81 }] }), ['ports[1].name: Duplicate value: ""']],
  [
    'a name of one segment',
    slice({ addressType: 'FQDN', endpoints: [{ addresses: ['local'] }] }),
    ['endpoints[0].addresses[0]: Invalid value: "local": should be a domain with at least two segments separated by dots'],
  ],
])('EndpointSlice: %s', async (_, object, expected) => {
  expect(await errorsOf(object as never)).toEqual(expected)
})

test('too many endpoints are told of once', async () => {
  const endpoints = Array.from({ length: 1001 }, () => ({ addresses: [] }))
  expect(await errorsOf(slice({ endpoints }))).toEqual(['endpoints: Too many: 1001: must have at most 1000 items'])
})

test('labels of a topology are forgotten', async () => {
  const { endpoints } = (await storedOf(endpoint({ deprecatedTopology: { a: 'b' } }))) as { endpoints?: unknown }
  expect(endpoints).toEqual([{ addresses: ['10.0.0.1'] }])
})

test.each<[string, object, string[]]>([
  ['addresses', { addresses: [{ ip: '10.0.0.1' }], ports: [{ port: 80 }] }, []],
  ['nothing', {}, ['subsets[0]: Required value: must specify `addresses` or `notReadyAddresses`']],
  [
    'ports of which one has no name',
    { addresses: [{ ip: '10.0.0.1' }], ports: [{ port: 0 }, { port: 80, name: 'a' }] },
    ['subsets[0].ports[0].name: Required value', 'subsets[0].ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive'],
  ],
  [
    'an address that is none',
    { notReadyAddresses: [{ ip: 'x' }] },
    ['must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)', 'must be a valid IP address'].map(
      detail => `subsets[0].notReadyAddresses[0].ip: Invalid value: "x": ${detail}`
    ),
  ],
])('Endpoints: %s', async (_, subset, expected) => {
  expect(await errorsOf(objectOf('v1', 'Endpoints', { subsets: [subset] }))).toEqual(expected)
})

test('Endpoints are on their way out since 1.33', async () => {
  const object = objectOf('v1', 'Endpoints', {})
  expect(await warningsOf(object, 32)).toEqual([])
  expect(await warningsOf(object, 33)).toEqual(['v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice'])
})
