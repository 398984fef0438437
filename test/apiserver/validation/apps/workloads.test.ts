import { describe, expect, test } from 'vitest'
import { errorsOf } from '../../errors-of.ts'
import { objectOf, workload } from '../objects.ts'

const percent =
  "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')"
const pod = { containers: [{ name: 'c', image: 'i' }] }
const mismatch = (labels: string): string =>
  `spec.template.metadata.labels: Invalid value: ${labels}: \`selector\` does not match template \`labels\``

test.each(['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet'] as const)('a small %s is right', async kind => {
  expect(await errorsOf(workload(kind))).toEqual([])
})

describe('Deployment', () => {
  test.each<[string, object, string[]]>([
    ['a negative number of replicas', { replicas: -1 }, ['spec.replicas: Invalid value: -1: must be greater than or equal to 0']],
    ['no selector', { selector: null }, ['spec.selector: Required value', mismatch('{"app":"a"}')]],
    ['an empty selector', { selector: {} }, ['spec.selector: Invalid value: {}: empty selector is invalid for deployment']],
    ['another selector', { selector: { matchLabels: { app: 'b' } } }, [mismatch('{"app":"a"}')]],
    [
      'a selector that cannot be used, and then nothing about the pods',
      { selector: { matchExpressions: [{ key: 'app', operator: 'Is' }] }, template: {} },
      [
        'spec.selector.matchExpressions[0].operator: Invalid value: "Is": not a valid selector operator',
        'spec.selector: Invalid value: {"matchExpressions":[{"key":"app","operator":"Is"}]}: invalid label selector',
      ],
    ],
    [
      'another strategy',
      { strategy: { type: 'Replace' } },
      ['spec.strategy: Unsupported value: {"Type":"Replace","RollingUpdate":null}: supported values: "Recreate", "RollingUpdate"'],
    ],
    [
      'a rolling update where pods are recreated',
      { strategy: { type: 'Recreate', rollingUpdate: {} } },
      ["spec.strategy.rollingUpdate: Forbidden: may not be specified when strategy `type` is 'Recreate'"],
    ],
    [
      'neither missing nor surplus pods',
      { strategy: { rollingUpdate: { maxUnavailable: 0, maxSurge: '0%' } } },
      ['spec.strategy.rollingUpdate.maxUnavailable: Invalid value: 0: may not be 0 when `maxSurge` is 0'],
    ],
    [
      'shares that are none',
      { strategy: { rollingUpdate: { maxUnavailable: '101%', maxSurge: 'some' } } },
      [
        `spec.strategy.rollingUpdate.maxSurge: Invalid value: "some": ${percent}`,
        'spec.strategy.rollingUpdate.maxUnavailable: Invalid value: "101%": must not be greater than 100%',
      ],
    ],
    [
      'a deadline before pods can be available',
      { minReadySeconds: 30, progressDeadlineSeconds: 30 },
      ['spec.progressDeadlineSeconds: Invalid value: 30: must be greater than minReadySeconds'],
    ],
    [
      'pods that end',
      { template: { metadata: { labels: { app: 'a' } }, spec: { ...pod, restartPolicy: 'Never', activeDeadlineSeconds: 1 } } },
      [
        'spec.template.spec.restartPolicy: Unsupported value: "Never": supported values: "Always"',
        'spec.template.spec.activeDeadlineSeconds: Forbidden: activeDeadlineSeconds in ReplicaSet is not Supported',
      ],
    ],
  ])('%s', async (_, spec, expected) => {
    expect(await errorsOf(workload('Deployment', spec))).toEqual(expected)
  })
})

describe('DaemonSet', () => {
  test.each<[string, object, string[]]>([
    [
      'surplus pods where pods may be missing, as one may by default',
      { updateStrategy: { rollingUpdate: { maxSurge: 1 } } },
      ['spec.updateStrategy.rollingUpdate.maxSurge: Invalid value: 1: may not be set when maxUnavailable is non-zero'],
    ],
    [
      'neither',
      { updateStrategy: { rollingUpdate: { maxUnavailable: 0 } } },
      ['spec.updateStrategy.rollingUpdate.maxUnavailable: Required value: cannot be 0 when maxSurge is 0'],
    ],
    ['an empty selector', { selector: {} }, ['spec.selector: Invalid value: {}: empty selector is invalid for daemonset']],
    [
      'another strategy',
      { updateStrategy: { type: 'Never' } },
      ['spec.updateStrategy: Unsupported value: {"Type":"Never","RollingUpdate":null}: supported values: "RollingUpdate", "OnDelete"'],
    ],
  ])('%s', async (_, spec, expected) => {
    expect(await errorsOf(workload('DaemonSet', spec))).toEqual(expected)
  })
})

describe('StatefulSet', () => {
  const claim = (name: string) => ({
    metadata: { name },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
  })
  const mounting = (volume: string) => ({
    metadata: { labels: { app: 'a' } },
    spec: { containers: [{ name: 'c', image: 'i', volumeMounts: [{ name: volume, mountPath: '/data' }] }] },
  })

  test.each<[string, object, string[]]>([
    ['a claim that is mounted', { volumeClaimTemplates: [claim('data')], template: mounting('data') }, []],
    [
      'a mount of what is not claimed',
      { volumeClaimTemplates: [claim('data')], template: mounting('date') },
      ['spec.template.spec.containers[0].volumeMounts[0].name: Not found: "date"'],
    ],
    [
      'a claim of nothing',
      { volumeClaimTemplates: [{ metadata: { name: 'data' } }] },
      [
        'spec.volumeClaimTemplates[0].spec.accessModes: Required value: at least 1 access mode is required',
        'spec.volumeClaimTemplates[0].spec.resources[storage]: Required value',
      ],
    ],
    [
      'another order',
      { podManagementPolicy: 'Any' },
      ["spec.podManagementPolicy: Invalid value: \"Any\": must be 'OrderedReady' or 'Parallel'"],
    ],
    [
      'another strategy',
      { updateStrategy: { type: 'Never' } },
      ['spec.updateStrategy: Invalid value: {"Type":"Never","RollingUpdate":null}: must be \'RollingUpdate\' or \'OnDelete\''],
    ],
    [
      'a rolling update from a pod below zero, whose pods that may be missing no gate asks about',
      { updateStrategy: { rollingUpdate: { partition: -1, maxUnavailable: 0 }, type: 'RollingUpdate' } },
      ['spec.updateStrategy.rollingUpdate.partition: Invalid value: -1: must be greater than or equal to 0'],
    ],
    ['an ordinal below zero', { ordinals: { start: -1 } }, ['spec.ordinals.start: Invalid value: -1: must be greater than or equal to 0']],
  ])('%s', async (_, spec, expected) => {
    expect(await errorsOf(workload('StatefulSet', spec))).toEqual(expected)
  })

  test('only 1.35 looks at the pods that may be missing in a rolling update', async () => {
    const update = workload('StatefulSet', { updateStrategy: { rollingUpdate: { maxUnavailable: 0 }, type: 'RollingUpdate' } })
    expect(await errorsOf(update, 35)).toEqual(['spec.updateStrategy.rollingUpdate.maxUnavailable: Invalid value: 0: cannot be 0'])
    expect(await errorsOf(update, 34)).toEqual([])
  })

  test('nobody looks at names that the controller gives the pods', async () => {
    const template = {
      metadata: { labels: { app: 'a' } },
      spec: { hostname: 'A_', subdomain: 'B_', containers: [{ name: 'a', image: 'a' }] },
    }
    expect(await errorsOf(workload('StatefulSet', { template }))).toEqual([])
    expect(await errorsOf(workload('ReplicaSet', { template }))).toHaveLength(2)
  })

  test('older versions look at its selector and labels, not at its pods', async () => {
    const broken = workload('StatefulSet', { serviceName: 'A', template: { metadata: { labels: { app: 'a' } }, spec: {} } })
    expect(await errorsOf(broken, 32)).toEqual([])
    expect((await errorsOf(broken, 33)).map(error => error.split(':')[0])).toEqual(['spec.serviceName'])
    expect((await errorsOf(broken, 34)).map(error => error.split(':')[0])).toEqual(['spec.serviceName', 'spec.template.spec.containers'])
  })
})

test.each<[string, unknown, string[]]>([
  ['no data', undefined, ['data: Required value: data is mandatory']],
  ['a text', 'x', ['data: Required value: data must be a valid JSON object']],
  ['an object', {}, []],
])('a ControllerRevision keeps an object: %s', async (_, data, expected) => {
  expect(await errorsOf(objectOf('apps/v1', 'ControllerRevision', { revision: 1, data }))).toEqual(expected)
})
