import { expect, test } from 'vitest'
import { errorsOf } from '../../errors-of.ts'
import { objectOf } from '../objects.ts'

test.each<[string, object, string[]]>([
  ['nothing wrong', { data: { 'a.conf': 'x' }, binaryData: { b: 'AA==' } }, []],
  [
    'a key with a slash',
    { data: { 'a/b': '' } },
    [
      "data[a/b]: Invalid value: \"a/b\": a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')",
    ],
  ],
  ['a key that climbs out of the folder', { data: { '..a': '' } }, ['data[..a]: Invalid value: "..a": must not start with \'..\'']],
  [
    'a key in both maps',
    { data: { a: '' }, binaryData: { a: '' } },
    ['data[a]: Invalid value: "a": duplicate of key present in binaryData'],
  ],
  ['more than a mebibyte', { data: { a: 'x'.repeat(1024 * 1024 + 1) } }, [': Too long: may not be more than 1048576 bytes']],
])('a ConfigMap with %s', async (_, fields, errors) => {
  expect(await errorsOf(objectOf('v1', 'ConfigMap', fields))).toEqual(errors)
})

test.each<[string, object, string[]]>([
  ['nothing wrong', { type: 'kubernetes.io/tls', data: { 'tls.crt': '', 'tls.key': '' } }, []],
  ['no certificate', { type: 'kubernetes.io/tls', data: { 'tls.key': '' } }, ['data[tls.crt]: Required value']],
  ['neither user nor password', { type: 'kubernetes.io/basic-auth' }, ['data[username]: Required value', 'data[password]: Required value']],
  [
    'a token of no account',
    { type: 'kubernetes.io/service-account-token' },
    ['metadata.annotations[kubernetes.io/service-account.name]: Required value'],
  ],
  [
    'a registry login that is no JSON',
    { type: 'kubernetes.io/dockerconfigjson', stringData: { '.dockerconfigjson': '{' } },
    ['data[.dockerconfigjson]: Invalid value: "<secret contents redacted>": unexpected end of JSON input'],
  ],
  [
    'a key with a space',
    { stringData: { 'a b': '' } },
    [
      "data[a b]: Invalid value: \"a b\": a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')",
    ],
  ],
])('a Secret with %s', async (_, fields, errors) => {
  expect(await errorsOf(objectOf('v1', 'Secret', fields))).toEqual(errors)
})

test.each<[string, object, string[]]>([
  ['nothing wrong', { type: 'Container', min: { cpu: '1' }, max: { cpu: '2' } }, []],
  [
    'a minimum above the maximum',
    { type: 'Container', min: { cpu: '3' }, max: { cpu: '2' } },
    [
      'spec.limits[0].min[cpu]: Invalid value: "3": min value 3 is greater than max value 2',
      'spec.limits[0].defaultRequest[cpu]: Invalid value: "2": min value 3 is greater than default request value 2',
      'spec.limits[0].default[cpu]: Invalid value: "3": min value 3 is greater than default value 2',
    ],
  ],
  [
    'a default of pods',
    { type: 'Pod', default: { cpu: '1' } },
    ["spec.limits[0].default: Forbidden: may not be specified when `type` is 'Pod'"],
  ],
  [
    'a request above the default limit',
    { type: 'Container', default: { cpu: '1' }, defaultRequest: { cpu: '2' } },
    ['spec.limits[0].defaultRequest[cpu]: Invalid value: "2": default request value 2 is greater than default limit value 1'],
  ],
  [
    'a ratio below one',
    { type: 'Container', maxLimitRequestRatio: { cpu: '500m' } },
    ['spec.limits[0].maxLimitRequestRatio[cpu]: Invalid value: "500m": ratio 500m is less than 1'],
  ],
  [
    'claims without storage',
    { type: 'PersistentVolumeClaim', max: { cpu: '1' } },
    ['spec.limits[0].limits: Required value: either minimum or maximum storage value is required, but neither was provided'],
  ],
])('a LimitRange with %s', async (_, fields, errors) => {
  expect(await errorsOf(objectOf('v1', 'LimitRange', { spec: { limits: [fields] } }))).toEqual(errors)
})

test.each<[string, object, string[]]>([
  ['nothing wrong', { hard: { pods: '1', 'count/deployments.apps': '2' }, scopes: ['NotTerminating'] }, []],
  ['a negative number', { hard: { pods: '-1' } }, ['spec.hard[pods]: Invalid value: "-1": must be greater than or equal to 0']],
  ['half a pod', { hard: { pods: '500m' } }, ['spec.hard[pods]: Invalid value: "500m": must be an integer']],
  [
    'a resource without a domain',
    { hard: { gpus: '1' } },
    [
      'spec.hard[gpus]: Invalid value: "gpus": must be a standard resource type or fully qualified',
      'spec.hard[gpus]: Invalid value: "gpus": must be a standard resource for quota',
    ],
  ],
  [
    'a scope that does not fit the resource',
    { hard: { cpu: '1' }, scopes: ['BestEffort'] },
    ['spec.scopes: Invalid value: ["BestEffort"]: unsupported scope applied to resource'],
  ],
  [
    'scopes that exclude each other',
    { hard: { pods: '1' }, scopes: ['BestEffort', 'NotBestEffort'] },
    ['spec.scopes: Invalid value: ["BestEffort","NotBestEffort"]: conflicting scopes'],
  ],
  [
    'a scope selector without values',
    { hard: { pods: '1' }, scopeSelector: { matchExpressions: [{ scopeName: 'PriorityClass', operator: 'In' }] } },
    [
      "spec.scopeSelector.matchExpressions.values: Required value: must be at least one value when `operator` is 'In' or 'NotIn' for scope selector",
    ],
  ],
])('a ResourceQuota with %s', async (_, fields, errors) => {
  expect(await errorsOf(objectOf('v1', 'ResourceQuota', { spec: fields }))).toEqual(errors)
})
