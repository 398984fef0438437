import { describe, expect, test } from 'vitest'
import { requestOf, server, viewOf } from '../../request-of.ts'

const sum = 'must be greater than or equal to aggregate container'

type Containers = readonly object[]
interface Spec {
  readonly containers: Containers
  readonly initContainers?: Containers
}

/** The errors of a Pod with this spec, whose containers get names of their own, as `field: message`. */
function errorsOf(spec: Spec): string[] {
  const named = (containers: Containers, prefix: string) => containers.map((each, i) => ({ ...each, name: `${prefix}${i}` }))
  const { containers, initContainers } = spec
  const init = initContainers === undefined ? {} : { initContainers: named(initContainers, 'init') }
  const whole = { ...spec, containers: named(containers, 'c'), ...init }
  const { objections } = server.handle(requestOf({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: whole }), viewOf())
  return objections.flatMap(({ errors }) => errors.map(({ field, message }) => `${field}: ${message}`))
}

const container = (resources: object, more: object = {}) => ({ name: 'c', image: 'i', resources, ...more })

describe('resources of a container', () => {
  test.each([
    ['equal ones', { requests: { cpu: '0.5' }, limits: { cpu: '500m' } }, []],
    ['a limit alone', { limits: { cpu: 1, 'example.com/gpu': 1 } }, []],
    [
      'a request above its limit',
      { requests: { cpu: 1 }, limits: { cpu: '500m' } },
      ['requests: Invalid value: "1": must be less than or equal to cpu limit of 500m'],
    ],
    [
      'a device asked for without a limit',
      { requests: { 'example.com/gpu': 1 } },
      ['limits: Required value: Limit must be set for non overcommitable resources'],
    ],
    [
      'a device with another limit',
      { requests: { 'example.com/gpu': 1 }, limits: { 'example.com/gpu': 2 } },
      ['requests: Invalid value: "1": must be equal to example.com/gpu limit of 2'],
    ],
    [
      'half a device',
      { limits: { 'example.com/gpu': '500m' } },
      ['limits[example.com/gpu]', 'requests[example.com/gpu]'].map(field => `${field}: Invalid value: "500m": must be an integer`),
    ],
    [
      'a negative amount',
      { requests: { memory: '-1Gi' } },
      ['requests[memory]: Invalid value: "-1Gi": must be greater than or equal to 0'],
    ],
    [
      'an unknown resource',
      { requests: { gpu: 1 } },
      ['must be a standard resource type or fully qualified', 'must be a standard resource for containers'].map(
        detail => `requests[gpu]: Invalid value: "gpu": ${detail}`
      ),
    ],
    [
      'part of a huge page',
      { requests: { cpu: 1, 'hugepages-2Mi': '3Mi' }, limits: { 'hugepages-2Mi': '3Mi' } },
      ['limits[hugepages-2Mi]', 'requests[hugepages-2Mi]'].map(
        field => `${field}: Invalid value: "3Mi": 3Mi is not positive integer multiple of hugepages-2Mi`
      ),
    ],
  ])('%s', (_, resources, expected) => {
    expect(errorsOf({ containers: [container(resources)] })).toEqual(expected.map(error => `spec.containers[0].resources.${error}`))
  })

  test('huge pages alone are refused', () => {
    expect(errorsOf({ containers: [container({ limits: { 'hugepages-2Mi': '2Mi' } })] })).toEqual([
      'spec.containers[0].resources: Forbidden: HugePages require cpu or memory',
    ])
  })

  test('a finding about a comparison points at the request itself', () => {
    const spec = { containers: [container({ requests: { cpu: 1 }, limits: { cpu: '500m' } })] }
    const { objections } = server.handle(requestOf({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec }), viewOf())
    expect(objections[0]!.errors[0]!.path).toEqual(['spec', 'containers', 0, 'resources', 'requests', 'cpu'])
  })
})

describe('resources of the whole pod', () => {
  const requests = (...cpus: string[]) => cpus.map(cpu => container({ requests: { cpu } }))
  test.each([
    ['enough for all containers', { resources: { requests: { cpu: '2' } }, containers: requests('1', '1') }, []],
    [
      'less than the containers together',
      { resources: { requests: { cpu: '1' } }, containers: requests('1', '500m') },
      [`requests[cpu]: Invalid value: "1": ${sum} requests of 1500m`],
    ],
    [
      'less than an init container beside the sidecar before it',
      {
        resources: { requests: { cpu: '1' } },
        initContainers: [container({ requests: { cpu: '500m' } }, { restartPolicy: 'Always' }), container({ requests: { cpu: '1' } })],
        containers: requests('100m'),
      },
      [`requests[cpu]: Invalid value: "1": ${sum} requests of 1500m`],
    ],
    ['none of what the containers ask for', { resources: { requests: { memory: '1Gi' } }, containers: requests('1') }, []],
    [
      'a limit below that of a container',
      { resources: { limits: { memory: '1Gi' } }, containers: [container({ requests: { memory: 1 }, limits: { memory: '2Gi' } })] },
      ['containers[0][memory].limits: Invalid value: "2Gi": must be less than or equal to pod limits of 1Gi'],
    ],
    [
      'fewer huge pages than the containers have',
      {
        resources: { limits: { cpu: '1', 'hugepages-2Mi': '2Mi' } },
        containers: [
          container({ limits: { 'hugepages-2Mi': '2Mi' }, requests: { cpu: '1' } }),
          container({ limits: { 'hugepages-2Mi': '2Mi' }, requests: { cpu: 0 } }),
        ],
      },
      [
        `requests[hugepages-2Mi]: Invalid value: "2Mi": ${sum} requests of 4Mi`,
        `limits[hugepages-2Mi]: Invalid value: "2Mi": ${sum} limits of 4Mi`,
      ],
    ],
    [
      'a resource that only containers have',
      { resources: { requests: { 'ephemeral-storage': '1Gi' } }, containers: requests('1') },
      ['requests[ephemeral-storage]: Unsupported value: "ephemeral-storage": supported values: "cpu", "hugepages-", "memory"'],
    ],
    [
      'requests above limits',
      { resources: { requests: { cpu: 2 }, limits: { cpu: 1 } }, containers: requests('1') },
      ['requests: Invalid value: "2": must be less than or equal to cpu limit of 1'],
    ],
  ])('%s', (_, spec, expected) => {
    expect(errorsOf(spec)).toEqual(expected.map(error => `spec.resources.${error}`))
  })
})

describe('ports of the node', () => {
  const ports = (...list: object[]) => ({ name: 'c', image: 'i', ports: list.map(port => ({ containerPort: 80, ...port })) })
  const duplicate = (field: string, value: string) => `spec.${field}.hostPort: Duplicate value: "${value}"`
  test.each([
    ['two of one container', [ports({ hostPort: 80 }, { hostPort: 80 })], [duplicate('containers[0].ports[1]', 'TCP//80')]],
    ['another protocol', [ports({ hostPort: 80 }, { hostPort: 80, protocol: 'UDP' })], []],
    ['another address', [ports({ hostPort: 80 }), ports({ hostPort: 80, hostIP: '127.0.0.1' })], []],
    [
      'each further one',
      [ports({ hostPort: 80 }), ports({ hostPort: 80 }), ports({ hostPort: 80 })],
      [duplicate('containers[1].ports[0]', 'TCP//80'), duplicate('containers[2].ports[0]', 'TCP//80')],
    ],
    ['none', [ports({}), ports({ hostPort: 0 })], []],
  ])('of the containers: %s', (_, containers, expected) => {
    expect(errorsOf({ containers })).toEqual(expected)
  })

  test('init containers conflict with none but themselves, and print index 0', () => {
    const once = ports({ hostPort: 80 })
    expect(errorsOf({ containers: [once], initContainers: [once, once] })).toEqual([])
    const twice = ports({ hostPort: 80 }, { hostPort: 80 })
    expect(errorsOf({ containers: [once], initContainers: [once, twice] })).toEqual([duplicate('initContainers[0].ports[1]', 'TCP//80')])
  })
})

describe('templates', () => {
  const labels = { app: 'web' }
  const selector = { matchLabels: labels }
  const twoPorts = (more: object = {}) => ({
    metadata: { labels },
    spec: { ...more, containers: [0, 1].map(i => ({ name: `c${i}`, image: 'i', ports: [{ containerPort: 80, hostPort: 80 }] })) },
  })
  const job = { template: { ...twoPorts({ restartPolicy: 'Never' }), metadata: {} } }
  test.each([
    ['v1', 'ReplicationController', { spec: { selector: labels, template: twoPorts() } }, 'spec.template.spec'],
    ['v1', 'PodTemplate', { template: twoPorts() }, 'template.spec'],
    ['apps/v1', 'Deployment', { spec: { selector, template: twoPorts() } }, 'spec.template.spec'],
    ['apps/v1', 'ReplicaSet', { spec: { selector, template: twoPorts() } }, 'spec.template.spec'],
    ['apps/v1', 'StatefulSet', { spec: { selector, serviceName: 'x', template: twoPorts() } }, 'spec.template.spec'],
    ['apps/v1', 'DaemonSet', { spec: { selector, template: twoPorts() } }, 'spec.template.spec'],
    ['batch/v1', 'Job', { spec: job }, 'spec.template.spec'],
    ['batch/v1', 'CronJob', { spec: { schedule: '0 4 * * *', jobTemplate: { spec: job } } }, 'spec.jobTemplate.spec.template.spec'],
  ])('the pod of a %s %s is checked like a Pod', (apiVersion, kind, fields, path) => {
    const { objections } = server.handle(requestOf({ apiVersion, kind, metadata: { name: 'x' }, ...fields }), viewOf())
    expect(objections.flatMap(({ errors }) => errors.map(({ field }) => field))).toEqual([`${path}.containers[1].ports[0].hostPort`])
  })
})

describe('what only some containers and pods may not have', () => {
  const restarting = { resizePolicy: [{ resourceName: 'cpu', restartPolicy: 'RestartContainer' }] }

  test('a container that has ended is not restarted to be resized, unless it is a sidecar', () => {
    const containers = [container({})]
    expect(errorsOf({ containers, initContainers: [container({}, restarting)] })).toEqual([
      'spec.initContainers[0].resizePolicy[0].restartPolicy: Invalid value: "RestartContainer": must not be set to \'RestartContainer\' for non-sidecar initContainers',
    ])
    expect(errorsOf({ containers, initContainers: [container({}, { ...restarting, restartPolicy: 'Always' })] })).toEqual([])
  })
})
