import { describe, expect, test } from 'vitest'
import { deviceSelectors } from '../../../src/apiserver/expressions/device-selector.ts'
import type { Container } from '../../../src/k8s/types.ts'
import { type DevicePod, Devices } from '../../../src/simulate/devices/index.ts'
import { resource } from '../objects.ts'

const driver = 'gpu.example.com'
const node = (name: string, labels: Readonly<Record<string, string>> = {}) => ({ name, labels })
const [n1, n2] = [node('n1', { zone: 'a' }), node('n2', { zone: 'b' })]
const pool = (name: string, resourceSliceCount = 1, generation = 1) => ({ name, resourceSliceCount, generation })
const slice = (name: string, spec: object) =>
  resource('ResourceSlice', name, { spec: { driver, pool: pool('p'), nodeName: 'n1', ...spec } })
const gpus = (...devices: readonly object[]) => slice('gpus', { devices })
const exactly = (fields: object = {}, name = 'r') => ({ name, exactly: { deviceClassName: 'gpu', ...fields } })
const claim = (name: string, requests: readonly object[], constraints: readonly object[] = []) =>
  resource('ResourceClaim', name, { spec: { devices: { requests, constraints } } })
const byName = (attribute: string, value: string) => ({ name: `${attribute}-${value}`, attributes: { [attribute]: { string: value } } })

const devicesOf = (...objects: readonly ReturnType<typeof resource>[]) => {
  const devices = new Devices(deviceSelectors({ minor: 36 }), true)
  for (const object of [resource('DeviceClass', 'gpu', { spec: {} }), ...objects]) devices.arrive(object, object.object)
  return devices
}
let order = 0
const using = (...claims: readonly string[]): DevicePod => ({
  name: 'pod',
  order: order++,
  info: { namespace: 'shop', spec: { resourceClaims: claims.map(name => ({ name, resourceClaimName: name })) } },
})
/** The devices that a pod's claims get on a node, by request, or why they get none. */
const allocated = (devices: Devices, pod: DevicePod, on = n1): string => {
  const result = devices.allocate(pod, on, () => false)
  if ('refusal' in result) return result.refusal
  if ('fatal' in result) return `fatal: ${result.fatal}`
  return result.allocations.flatMap(each => each.devices.map(({ request, device }) => `${request}=${device}`)).join(' ')
}
const none = 'cannot allocate all claims'

describe('devices of a node', () => {
  test('are those of slices that name it, select it, or leave it to each device', () => {
    const devices = devicesOf(
      slice('named', { pool: pool('named'), devices: [{ name: 'named' }] }),
      slice('zoned', {
        ...{ nodeName: undefined, pool: pool('zoned'), devices: [{ name: 'zoned' }] },
        nodeSelector: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'zone', operator: 'In', values: ['b'] }] }] },
      }),
      slice('each', {
        ...{ nodeName: undefined, pool: pool('each'), perDeviceNodeSelection: true },
        devices: [
          { name: 'first', nodeName: 'n1' },
          { name: 'second', nodeName: 'n2' },
          { name: 'anywhere', allNodes: true },
        ],
      }),
      claim('c', [exactly({ allocationMode: 'All' })])
    )
    expect(allocated(devices, using('c'))).toBe('r=first r=anywhere r=named')
    expect(allocated(devices, using('c'), n2)).toBe('r=second r=anywhere r=zoned')
  })

  test('are searched by pool and slice in the order of their names, those bound on conditions last', () => {
    const devices = devicesOf(
      slice('a', {
        pool: pool('a'),
        devices: [{ name: 'conditional', bindingConditions: ['Ready'], bindingFailureConditions: ['Failed'] }],
      }),
      slice('z', { pool: pool('m', 2), devices: [{ name: 'last' }] }),
      slice('b', { pool: pool('m', 2), devices: [{ name: 'first' }] }),
      claim('c', [exactly({ count: 3 })])
    )
    expect(allocated(devices, using('c'))).toBe('r=first r=last r=conditional')
  })

  test.each<[string, readonly ReturnType<typeof resource>[], string, string]>([
    ['misses slices', [slice('a', { pool: pool('p', 2), devices: [{ name: 'd' }] })], none, 'currently being updated'],
    ['has two devices of one name', [gpus({ name: 'd' }, { name: 'd' })], 'invalid resource pools were encountered', 'currently invalid'],
    [
      'has devices that use counters which nobody declares',
      [gpus({ name: 'd', consumesCounters: [{ counterSet: 's', counters: { memory: { value: '1Gi' } } }] })],
      'invalid resource pools were encountered',
      'currently invalid',
    ],
  ])('are of no use where their pool %s', (_, slices, refusal, state) => {
    const devices = devicesOf(...slices, claim('one', [exactly()]), claim('all', [exactly({ allocationMode: 'All' })]))
    expect(allocated(devices, using('one'))).toBe(refusal)
    expect(allocated(devices, using('all'))).toBe(
      `fatal: claim shop/all, request r: asks for all devices, but resource pool ${driver}/p is ${state}`
    )
  })

  test('of an older generation do not count', () => {
    const old = slice('old', { pool: pool('p', 2, 1), devices: [{ name: 'old' }] })
    const recent = slice('new', { pool: pool('p', 1, 2), devices: [{ name: 'new' }] })
    expect(allocated(devicesOf(old, recent, claim('c', [exactly()])), using('c'))).toBe('r=new')
  })

  test('that are bound to their node tie the claim to it', () => {
    const devices = devicesOf(
      slice('a', { nodeName: undefined, allNodes: true, devices: [{ name: 'd', bindsToNode: true }] }),
      claim('c', [exactly()])
    )
    expect(devices.allocate(using('c'), n2, () => false)).toMatchObject({
      allocations: [{ nodes: [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['n2'] }] }] }],
    })
  })
})

describe('a claim', () => {
  const small = byName('model', 'small')
  const big = byName('model', 'big')
  test.each<[string, readonly object[], readonly object[], readonly object[], string]>([
    ['gets as many devices as it asks for', [exactly({ count: 2 })], [], [small, big], 'r=model-small r=model-big'],
    ['gets none where there are too few', [exactly({ count: 3 })], [], [small, big], none],
    [
      'may not ask for more than fit in its status',
      [exactly({ count: 33 })],
      [],
      [small],
      'fatal: claim shop/c: number of requested devices 33 exceeds the claim limit of 32',
    ],
    [
      'gets the first alternative that there is',
      [
        {
          name: 'r',
          firstAvailable: [
            { name: 'two', deviceClassName: 'gpu', count: 2 },
            { name: 'one', deviceClassName: 'gpu' },
          ],
        },
      ],
      [],
      [small],
      'r/one=model-small',
    ],
    [
      'gets devices that have something in common',
      [exactly({ count: 2 })],
      [{ matchAttribute: `${driver}/model` }],
      [small, big, { ...big, name: 'big2' }],
      'r=model-big r=big2',
    ],
    [
      'gets devices that differ',
      [exactly({}, 'a'), exactly({}, 'b')],
      [{ distinctAttribute: `${driver}/model` }],
      [small, { ...small, name: 'small2' }, big],
      'a=model-small b=model-big',
    ],
    [
      'knows of each request only the last device that is to differ',
      [exactly({ count: 3 })],
      [{ distinctAttribute: `${driver}/model` }],
      [small, big, { ...small, name: 'small2' }],
      'r=model-small r=model-big r=small2',
    ],
    ['gets no device that lacks what is to be in common', [exactly()], [{ matchAttribute: `${driver}/size` }], [small], none],
    ['gets no device with a taint', [exactly()], [], [{ ...small, taints: [{ key: 'broken', effect: 'NoSchedule' }] }, big], 'r=model-big'],
    [
      'gets one whose taint it tolerates',
      [exactly({ tolerations: [{ key: 'broken', operator: 'Exists' }] })],
      [],
      [{ ...small, taints: [{ key: 'broken', effect: 'NoExecute' }] }],
      'r=model-small',
    ],
    [
      'is not kept from devices by a taint without effect',
      [exactly()],
      [],
      [{ ...small, taints: [{ key: 'note', effect: 'None' }] }],
      'r=model-small',
    ],
  ])('%s', (_, requests, constraints, devices, expected) => {
    expect(allocated(devicesOf(gpus(...devices), claim('c', requests, constraints)), using('c'))).toBe(expected)
  })

  test('with admin access shares devices with all others, but not with itself', () => {
    const admin = exactly({ adminAccess: true })
    const devices = devicesOf(
      gpus(small),
      claim('user', [exactly()]),
      claim('admin', [admin]),
      claim('twice', [admin, exactly({ adminAccess: true }, 's')])
    )
    devices.reserve(using('user'), n1, () => false)
    expect(allocated(devices, using('admin'))).toBe('r=model-small')
    expect(allocated(devices, using('twice'))).toBe(none)
    devices.reserve(using('admin'), n1, () => false)
    expect(allocated(devices, using('admin'))).toBe('')
  })
})

describe('partitions of a device', () => {
  const part = (name: string, memory: string) => ({
    name,
    consumesCounters: [{ counterSet: 'card', counters: { memory: { value: memory } } }],
  })
  const card = [
    slice('a-counters', {
      ...{ nodeName: undefined, allNodes: true, pool: pool('p', 2) },
      sharedCounters: [{ name: 'card', counters: { memory: { value: '40Gi' } } }],
    }),
    slice('b-devices', { pool: pool('p', 2), devices: [part('whole', '40Gi'), part('half-0', '20Gi'), part('half-1', '20Gi')] }),
  ]

  test('are to be had as long as the counters that they share last', () => {
    const devices = devicesOf(...card, claim('a', [exactly()]), claim('b', [exactly()]))
    expect(allocated(devices, using('a'))).toBe('r=whole')
    devices.reserve(using('a'), n1, () => false)
    expect(allocated(devices, using('b'))).toBe(none)
  })

  test('are searched for until they fit together', () => {
    const devices = devicesOf(...card, claim('a', [exactly({ count: 2 })]))
    expect(allocated(devices, using('a'))).toBe('r=half-0 r=half-1')
  })
})

describe('capacity that requests share', () => {
  const shared = (requestPolicy?: object) => ({
    name: 'nic',
    allowMultipleAllocations: true,
    capacity: { bandwidth: { value: '10', ...(requestPolicy !== undefined && { requestPolicy }) } },
  })
  const wanting = (bandwidth?: string) => [exactly(bandwidth === undefined ? {} : { capacity: { requests: { bandwidth } } })]

  test.each<[string, object | undefined, readonly (string | undefined)[], readonly string[]]>([
    ['lasts until it is used up', undefined, ['6', '4', '1'], ['r=nic', 'r=nic', none]],
    ['is all wanted where nothing is said', undefined, [undefined, '1'], ['r=nic', none]],
    [
      'is taken as the device has it by default',
      { default: '4', validValues: ['4', '8'] },
      [undefined, '4', '1'],
      ['r=nic', 'r=nic', none],
    ],
    ['is rounded up to a valid value', { validValues: ['2', '6'] }, ['3', '3'], ['r=nic', none]],
    ['is rounded up to a step', { validRange: { min: '2', step: '3' } }, ['3', '4', '1'], ['r=nic', 'r=nic', none]],
    ['is not to be had beyond the range', { validRange: { min: '1', max: '4' } }, ['5'], [none]],
  ])('%s', (_, policy, amounts, expected) => {
    const devices = devicesOf(gpus(shared(policy)), ...amounts.map((amount, index) => claim(`c${index}`, wanting(amount))))
    const answers = amounts.map((_amount, index) => {
      const pod = using(`c${index}`)
      const answer = allocated(devices, pod)
      devices.reserve(pod, n1, () => false)
      return answer
    })
    expect(answers).toEqual(expected)
  })

  test('that a device does not have is not to be had', () => {
    expect(allocated(devicesOf(gpus({ name: 'd' }), claim('c', wanting('1'))), using('c'))).toBe(none)
  })

  test('of a device that nobody shares is enough, or not', () => {
    const one = { name: 'd', capacity: { bandwidth: { value: '10' } } }
    expect(allocated(devicesOf(gpus(one), claim('c', wanting('10'))), using('c'))).toBe('r=d')
    expect(allocated(devicesOf(gpus(one), claim('c', wanting('11'))), using('c'))).toBe(none)
  })
})

describe('extended resources that devices stand for', () => {
  const container = (name: string, amount?: string, fields: object = {}): Container => ({
    name,
    ...fields,
    ...(amount !== undefined && { resources: { requests: { cpu: '1', 'example.com/gpu': amount } } }),
  })
  const gpuClass = resource('DeviceClass', 'gpu', { spec: { extendedResourceName: 'example.com/gpu' } })
  const sidecar = { restartPolicy: 'Always' }

  test.each<[string, readonly Container[], readonly Container[], readonly string[]]>([
    [
      'one request for each container',
      [],
      [container('a', '1'), container('b'), container('c', '2')],
      ['container-0-request-1 1', 'container-2-request-1 2'],
    ],
    [
      'none for an init container that can use those of later ones',
      [container('i', '2')],
      [container('a', '1'), container('b', '1')],
      ['container-1-request-1 1', 'container-2-request-1 1'],
    ],
    [
      'one for what init containers need besides',
      [container('i', '3'), container('j', '4')],
      [container('a', '1')],
      ['container-1-request-1 3', 'container-2-request-1 1'],
    ],
    [
      'sidecars have their own',
      [container('s', '1', sidecar), container('i', '1')],
      [container('a', '1')],
      ['container-0-request-1 1', 'container-2-request-1 1'],
    ],
  ])('%s', (_, initContainers, containers, expected) => {
    const devices = devicesOf(gpuClass, gpus(...Array.from({ length: 8 }, (_each, index) => ({ name: `d${index}` }))))
    const total = [...initContainers, ...containers].length
    const pod: DevicePod = {
      name: 'pod',
      order: order++,
      info: { namespace: 'shop', requests: { scalars: new Map([['example.com/gpu', total]]) }, spec: { initContainers, containers } },
    }
    devices.reserve(pod, n1, () => false)
    const [{ allocated: made } = { allocated: [] }] = devices.states()
    const counts = new Map<string, number>()
    for (const { request } of made) counts.set(request, (counts.get(request) ?? 0) + 1)
    expect([...counts].map(([name, count]) => `${name} ${count}`)).toEqual(expected)
  })
})
