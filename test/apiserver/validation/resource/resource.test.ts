import { expect, test } from 'vitest'
import { errorsOf } from '../../errors-of.ts'
import { objectOf } from '../objects.ts'

test.each<[string, object, string[]]>([
  ['nothing wrong', {}, []],
  [
    'a request twice',
    {
      requests: [
        { name: 'a', exactly: { deviceClassName: 'c' } },
        { name: 'a', exactly: { deviceClassName: 'c' } },
      ],
    },
    ['spec.devices.requests[1]: Duplicate value: "a"'],
  ],
  [
    'a request for nothing',
    { requests: [{ name: 'a' }] },
    ['spec.devices.requests[0]: Required value: exactly one of `exactly` or `firstAvailable` is required'],
  ],
  [
    'a request for two things',
    { requests: [{ name: 'a', exactly: { deviceClassName: 'c' }, firstAvailable: [{ name: 'b', deviceClassName: 'c' }] }] },
    [
      'spec.devices.requests[0]: Invalid value: null: exactly one of `exactly` or `firstAvailable` is required, but multiple fields are set',
    ],
  ],
  [
    'a number where all are asked for',
    { requests: [{ name: 'a', exactly: { deviceClassName: 'c', allocationMode: 'All', count: 2 } }] },
    ["spec.devices.requests[0].exactly.count: Invalid value: 2: must not be specified when allocationMode is 'All'"],
  ],
  [
    'a constraint over an unknown request',
    { constraints: [{ requests: ['b'], matchAttribute: 'd.e/f' }] },
    [
      'spec.devices.constraints[0].requests[0]: Invalid value: "b": must be the name of a request in the claim or the name of a request and a subrequest separated by \'/\'',
    ],
  ],
  ['a setting of no driver', { config: [{ requests: ['a'] }] }, ['spec.devices.config[0].opaque: Required value']],
  [
    'a toleration of all values but one',
    { requests: [{ name: 'a', exactly: { deviceClassName: 'c', tolerations: [{ operator: 'Exists', value: 'v' }] } }] },
    ['spec.devices.requests[0].exactly.tolerations[0].value: Invalid value: "v": must be empty for operator `Exists`'],
  ],
])('a ResourceClaim with %s', async (_, fields, errors) => {
  expect(
    await errorsOf(
      objectOf('resource.k8s.io/v1', 'ResourceClaim', {
        spec: { devices: { requests: [{ name: 'a', exactly: { deviceClassName: 'c' } }], ...fields } },
      })
    )
  ).toEqual(errors)
})

test.each<[string, object, string[]]>([
  ['nothing wrong', { selectors: [{ cel: { expression: 'true' } }] }, []],
  ['an empty selector', { selectors: [{}] }, ['spec.selectors[0].cel: Required value']],
  [
    'a resource of the core group',
    { extendedResourceName: 'cpu' },
    ['spec.extendedResourceName: Invalid value: "cpu": must be a valid extended resource name'],
  ],
])('a DeviceClass with %s', async (_, fields, errors) => {
  expect(await errorsOf(objectOf('resource.k8s.io/v1', 'DeviceClass', { spec: fields }))).toEqual(errors)
})

test.each<[string, object, string[]]>([
  ['nothing wrong', { attributes: { a: { string: 'b' }, 'd.e/c': { int: 1 } }, capacity: { memory: { value: '1Gi' } } }, []],
  [
    'an attribute without a value',
    { attributes: { a: {} } },
    ['spec.devices[0].attributes[a]: Invalid value: "": exactly one value must be specified'],
  ],
  [
    'an attribute of two types',
    { attributes: { a: { int: 1, bool: true } } },
    [
      'spec.devices[0].attributes[a]: Invalid value: {"IntValue":1,"BoolValue":true,"StringValue":null,"VersionValue":null,"IntValues":null,"BoolValues":null,"StringValues":null,"VersionValues":null}: exactly one value must be specified',
    ],
  ],
  [
    'a version that is none',
    { attributes: { a: { version: '1' } } },
    ['spec.devices[0].attributes[a].version: Invalid value: "1": must be a string compatible with semver.org spec 2.0.0'],
  ],
  ['a taint without an effect', { taints: [{ key: 'a' }] }, ['spec.devices[0].taints[0].effect: Required value']],
])('a ResourceSlice with %s', async (_, fields, errors) => {
  expect(
    await errorsOf(
      objectOf('resource.k8s.io/v1', 'ResourceSlice', {
        spec: {
          driver: 'd.e',
          nodeName: 'n',
          pool: { name: 'p', generation: 1, resourceSliceCount: 1 },
          devices: [{ name: 'a', ...fields }],
        },
      })
    )
  ).toEqual(errors)
})

test.each<[string, object, string[]]>([
  ['no place', {}, ['spec: Required value: exactly one of `nodeName`, `nodeSelector`, `allNodes`, `perDeviceNodeSelection` is required']],
  [
    'two places',
    { allNodes: true, nodeName: 'n' },
    [
      'spec: Invalid value: "{`nodeName`, `allNodes`}": exactly one of `nodeName`, `nodeSelector`, `allNodes`, `perDeviceNodeSelection` is required, but multiple fields are set',
    ],
  ],
  [
    'a count of none',
    { allNodes: true, pool: { name: 'p', generation: 1, resourceSliceCount: 0 } },
    ['spec.pool.resourceSliceCount: Invalid value: 0: must be greater than zero'],
  ],
  [
    'a space in its driver',
    { allNodes: true, driver: 'd e' },
    [
      "spec.driver: Invalid value: \"d e\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
    ],
  ],
])('the pool of a ResourceSlice with %s', async (_, fields, errors) => {
  expect(
    await errorsOf(
      objectOf('resource.k8s.io/v1', 'ResourceSlice', {
        spec: { driver: 'd.e', pool: { name: 'p', generation: 1, resourceSliceCount: 1 }, ...fields },
      })
    )
  ).toEqual(errors)
})

test.each<[string, unknown]>([
  ['finalizers', 'a/b'],
  ['ownerReferences', { apiVersion: 'v1', kind: 'Pod', name: 'p', uid: 'u' }],
])('a template of a claim may not have %s, not even none', async (name, item) => {
  const devices = { requests: [{ name: 'a', exactly: { deviceClassName: 'c' } }] }
  const template = (metadata: object) => objectOf('resource.k8s.io/v1', 'ResourceClaimTemplate', { spec: { metadata, spec: { devices } } })
  expect(await errorsOf(template({ [name]: [] }))).toEqual([`spec.metadata.${name}: Forbidden: cannot be set`])
  expect(await errorsOf(template({ [name]: [item] }))).toEqual([`spec.metadata.${name}: Forbidden: cannot be set`])
})
