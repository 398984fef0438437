import { describe, expect, test } from 'vitest'
import { deviceSelectors } from '../../../src/apiserver/expressions/device-selector.ts'
import type { Resource } from '../../../src/cluster/resource.ts'
import { simulateControlPlane } from '../../../src/simulate/control-plane/index.ts'
import { closedWorld, cluster, deployment, node, openWorld, pod, resource } from '../objects.ts'

const environment = { ...closedWorld, devices: deviceSelectors(closedWorld.version) }
const run = (...declared: readonly Resource[]) => simulateControlPlane(cluster(...declared), environment, { arrival: 'one-by-one' })

const gpuClass = resource('DeviceClass', 'gpu', { spec: { selectors: [{ cel: { expression: 'device.driver == "gpu.example.com"' } }] } })
const gpu = (name: string, model: string, fields: object = {}) => ({ name, attributes: { model: { string: model } }, ...fields })
const slice = (on: string, ...devices: readonly object[]) =>
  resource('ResourceSlice', `${on}-gpus`, {
    spec: { driver: 'gpu.example.com', nodeName: on, pool: { name: on, generation: 1, resourceSliceCount: 1 }, devices },
  })
const request = (fields: object = {}, name = 'r') => ({ name, exactly: { deviceClassName: 'gpu', ...fields } })
const claim = (name: string, requests: readonly object[], constraints: readonly object[] = []) =>
  resource('ResourceClaim', name, { spec: { devices: { requests, constraints } } })
const template = (name: string, ...requests: readonly object[]) =>
  resource('ResourceClaimTemplate', name, { spec: { spec: { devices: { requests } } } })
const model = (wanted: string) => ({ selectors: [{ cel: { expression: `device.attributes["gpu.example.com"].model == "${wanted}"` } }] })
const using = (name: string, claimName: string) => pod(name, { resourceClaims: [{ name: 'g', resourceClaimName: claimName }] })
const own = { resourceClaims: [{ name: 'g', resourceClaimTemplateName: 't' }] }
const tail = (nodes: number) =>
  `still not schedulable, preemption: 0/${nodes} nodes are available: ${nodes} Preemption is not helpful for scheduling.`

test('a pod goes where the devices of its claim are, and the claim is kept for it', () => {
  const devices = [slice('n1', gpu('d0', 'small')), slice('n2', gpu('d0', 'small'), gpu('d1', 'big'))]
  const { decisions, resourceClaims } = run(
    node('n1'),
    node('n2'),
    gpuClass,
    ...devices,
    claim('c', [request(model('big'))]),
    using('p', 'c')
  )
  expect(decisions).toMatchObject([{ outcome: 'scheduled', feasible: ['n2'], node: 'n2' }])
  expect(resourceClaims).toMatchObject([
    { name: 'c', reservedFor: ['p'], allocated: [{ request: 'r', driver: 'gpu.example.com', pool: 'n2', device: 'd1' }] },
  ])
})

test('pods that share a claim share its node; a device has one claim at a time', () => {
  const declared = [node('n1'), node('n2'), gpuClass, slice('n1', gpu('d0', 'a')), claim('c', [request()]), claim('other', [request()])]
  const { decisions } = run(...declared, using('p', 'c'), using('q', 'c'), using('r', 'other'))
  expect(decisions.map(({ pod: { name }, node: on, message }) => [name, on ?? message])).toEqual([
    ['p', 'n1'],
    ['q', 'n1'],
    ['r', `0/2 nodes are available: 2 cannot allocate all claims. ${tail(2)}`],
  ])
})

test('each pod has its own claim by a template, made anew for each replica', () => {
  const { decisions, resourceClaims } = run(
    ...[node('n1'), gpuClass, slice('n1', gpu('d0', 'a'), gpu('d1', 'a')), template('t', request()), deployment('web', 3, own)]
  )
  expect(decisions.filter(({ attempt }) => attempt === 1).map(({ outcome }) => outcome)).toEqual([
    'scheduled',
    'scheduled',
    'unschedulable',
  ])
  expect(resourceClaims.map(({ name, allocated }) => [name, allocated[0]?.device])).toEqual([
    ['web-<hash>-<suffix>-g-<suffix>', 'd0'],
    ['web-<hash>-<suffix>-g-<suffix>', 'd1'],
    ['web-<hash>-<suffix>-g-<suffix>', undefined],
  ])
})

describe('requests', () => {
  const mixed = slice(
    'n1',
    gpu('a', 'x', { taints: [{ key: 'broken', effect: 'NoSchedule' }] }),
    gpu('b', 'x', { attributes: { model: { string: 'x' }, numa: { int: 0 } } }),
    gpu('c', 'y', { attributes: { model: { string: 'y' }, numa: { int: 1 } } }),
    gpu('d', 'y', { attributes: { model: { string: 'y' }, numa: { int: 1 } } })
  )
  const sameNuma = [{ matchAttribute: 'gpu.example.com/numa' }]
  test.each<[string, readonly object[], readonly object[], readonly string[]]>([
    ['take the first devices that fit and are not tainted', [request({ count: 2 })], [], ['b', 'c']],
    ['tolerate taints', [request({ tolerations: [{ operator: 'Exists' }] })], [], ['a']],
    ['look for devices that share an attribute', [request({ count: 2 })], sameNuma, ['c', 'd']],
    ['take all of a kind', [request({ allocationMode: 'All', ...model('y') })], [], ['c', 'd']],
    [
      'fall back to alternatives',
      [
        {
          name: 'r',
          firstAvailable: [
            { name: 'best', deviceClassName: 'gpu', count: 4 },
            { name: 'any', deviceClassName: 'gpu' },
          ],
        },
      ],
      [],
      ['b'],
    ],
    ['find nothing where constraints cannot be met', [request({ count: 3 })], sameNuma, []],
  ])('%s', (_, requests, constraints, expected) => {
    const { resourceClaims } = run(node('n1'), gpuClass, mixed, claim('c', requests, constraints), using('p', 'c'))
    expect(resourceClaims[0]?.allocated.map(({ device }) => device)).toEqual(expected)
  })
})

test('a class that does not exist refuses the pod as such', () => {
  const { decisions } = run(node('n1'), claim('c', [request()]), using('p', 'c'))
  expect(decisions[0]?.message).toBe(
    '0/1 nodes are available: request r: device class gpu does not exist. no new claims to deallocate, preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.'
  )
})

test('a selector that fails ends the attempt', () => {
  const broken = { selectors: [{ cel: { expression: 'device.attributes["gpu.example.com"].nope == "x"' } }] }
  const { decisions } = run(node('n1'), gpuClass, slice('n1', gpu('d', 'x')), claim('c', [request(broken)]), using('p', 'c'))
  expect(decisions[0]).toMatchObject({
    reason: 'SchedulerError',
    message: 'running "DynamicResources" filter plugin: claim shop/c: selector #0: CEL runtime error: no such key: nope',
  })
})

test('a pod waits outside the queue until its template is there, and is told so', () => {
  const { decisions, events } = run(node('n1'), gpuClass, slice('n1', gpu('d', 'x')), pod('p', own), template('t', request()))
  expect(decisions).toMatchObject([{ outcome: 'scheduled', attempt: 1 }])
  expect(events.find(({ reason }) => reason === 'FailedResourceClaimCreation')?.message).toBe(
    'PodResourceClaim g: resource claim template "t": resourceclaimtemplate.resource.k8s.io "t" not found'
  )
})

test('in the open world drivers may publish devices elsewhere', () => {
  const declared = cluster(node('n1'), claim('c', [request()]), using('p', 'c'))
  const { decisions } = simulateControlPlane(declared, { ...environment, world: openWorld.world }, { arrival: 'one-by-one' })
  expect(decisions).toMatchObject([{ outcome: 'unknown', missing: ['DeviceClass gpu', 'ResourceSlice'] }])
})

describe('extended resources that devices stand for', () => {
  const mapped = resource('DeviceClass', 'gpu', { spec: { extendedResourceName: 'example.com/gpu' } })
  const wanting = (name: string, resourceName = 'example.com/gpu') =>
    pod(name, { containers: [{ name: 'app', image: 'app:1', resources: { requests: { [resourceName]: '1' } } }] })
  const devices = slice('n1', gpu('d0', 'small'))

  test('are served by devices where the node does not offer them itself', () => {
    const offering = node('n2', { capacity: { 'example.com/gpu': '1' } })
    const { decisions, resourceClaims } = run(node('n1'), offering, mapped, devices, wanting('p'), wanting('q'), wanting('r'))
    expect(decisions.map(({ outcome }) => outcome)).toEqual(['scheduled', 'scheduled', 'unschedulable'])
    expect(decisions[2]?.message).toMatch(
      /^0\/2 nodes are available: 1 Insufficient example\.com\/gpu, 1 cannot allocate all claims\. still/
    )
    expect(resourceClaims).toMatchObject([
      { name: expect.stringMatching(/^[pq]-extended-resources-<suffix>$/), allocated: [{ device: 'd0' }] },
    ])
  })

  test('have a name of their own for every class', () => {
    const { decisions } = run(node('n1'), gpuClass, devices, wanting('p', 'deviceclass.resource.kubernetes.io/gpu'))
    expect(decisions).toMatchObject([{ outcome: 'scheduled', node: 'n1' }])
  })

  test('are the node’s own business before 1.36, and where no class stands for them', () => {
    const before = { ...environment, version: { minor: 35 } }
    const old = simulateControlPlane(cluster(node('n1'), mapped, devices, wanting('p')), before, { arrival: 'one-by-one' })
    expect(old.decisions[0]?.message).toMatch(/1 Insufficient example\.com\/gpu/)
    expect(run(node('n1'), gpuClass, devices, wanting('p')).decisions[0]?.message).toMatch(/1 Insufficient example\.com\/gpu/)
  })

  test('are found once their class comes', () => {
    const { decisions } = run(node('n1'), devices, wanting('p'), mapped)
    expect(decisions.map(({ outcome }) => outcome)).toEqual(['unschedulable', 'scheduled'])
  })
})
