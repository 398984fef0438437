import { describe, expect, test } from 'vitest'
import type { Resource } from '../../../src/cluster/resource.ts'
import type { SettledPod } from '../../../src/cluster/settled-pods.ts'
import { autoscaledReplicas, autoscaling } from '../../../src/simulate/autoscaling/index.ts'
import { writtenReplicas } from '../../../src/simulate/disruption/index.ts'
import { cluster, deployment } from '../objects.ts'
import { inGroup, pods, settled } from '../settled.ts'

const cpu = { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } }
const noMetrics =
  'unable to fetch metrics from resource metrics API: the server could not find the requested resource (get pods.metrics.k8s.io)'
const noCustom = 'unable to fetch metrics from custom metrics API: no custom metrics API (custom.metrics.k8s.io) registered'

function autoscaler(name: string, spec: object = {}): Resource {
  const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }
  return inGroup('autoscaling', 'HorizontalPodAutoscaler', 'horizontalpodautoscalers', name, {
    spec: { scaleTargetRef, minReplicas: 1, maxReplicas: 5, metrics: [cpu], ...spec },
  })
}

interface Options {
  readonly minor?: number
  readonly world?: 'open' | 'closed'
  readonly pods?: readonly SettledPod[]
}

function run(declared: readonly Resource[], { minor = 36, world = 'closed', pods: list = [] }: Options = {}) {
  const view = { cluster: cluster(...declared), version: { minor }, world, replicasOf: (one: Resource) => writtenReplicas(one.object) }
  const { states, events } = autoscaling({ ...view, pods: pods(...list) })
  return {
    replicas: [...autoscaledReplicas(view)].map(([target, replicas]) => `${target.name} ${replicas}`),
    conditions: states.map(({ name, conditions }) => [
      name,
      ...conditions.map(({ type, status, reason }) => `${type}=${status} ${reason}`),
    ]),
    messages: states.flatMap(({ conditions }) => conditions.map(({ message }) => message)),
    status: states.map(({ currentReplicas, desiredReplicas }) => [currentReplicas, desiredReplicas]),
    events: [...new Set(events.map(({ name, reason, message }) => `${name} ${reason}: ${message}`))],
  }
}

describe('a target', () => {
  const target = (scaleTargetRef: object, options?: Options) =>
    run([deployment('web', 2, {}), autoscaler('h', { scaleTargetRef })], options).events

  test.each([
    [
      'of a kind that nobody serves',
      { apiVersion: 'example.com/v1', kind: 'Rollout', name: 'web' },
      'no matches for kind "Rollout" in group "example.com"',
    ],
    [
      'of a group that is gone',
      { apiVersion: 'extensions/v1beta1', kind: 'Deployment', name: 'web' },
      'no matches for kind "Deployment" in group "extensions"',
    ],
    ['that is not there', { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'db' }, 'statefulsets.apps "db" not found'],
    ['without a scale', { apiVersion: 'apps/v1', kind: 'DaemonSet', name: 'web' }, 'the server could not find the requested resource'],
  ])('%s is told', (_, reference, message) => {
    expect(target(reference)).toEqual([`h FailedGetScale: ${message}`])
  })

  test.each([
    ['apps/v1', 'Deployment', 'deployments/scale.apps'],
    ['apps/v1', 'StatefulSet', 'statefulsets.apps'],
    ['v1', 'ReplicationController', 'replicationcontrollers/scale.autoscaling'],
  ])('that is not there is told in older words by older versions: %s %s', (apiVersion, kind, named) => {
    expect(target({ apiVersion, kind, name: 'gone' }, { minor: 32 })).toEqual([`h FailedGetScale: ${named} "gone" not found`])
  })

  test('that is not there may be elsewhere in the open world', () => {
    expect(target({ apiVersion: 'apps/v1', kind: 'Deployment', name: 'gone' }, { world: 'open' })).toEqual([])
  })

  test('is found by the definition of a custom resource', () => {
    const definition = inGroup('apiextensions.k8s.io', 'CustomResourceDefinition', 'customresourcedefinitions', 'rollouts.example.com', {
      spec: {
        group: 'example.com',
        names: { kind: 'Rollout', plural: 'rollouts' },
        versions: [{ name: 'v1', served: true, subresources: { scale: { specReplicasPath: '.spec.replicas' } } }],
      },
    })
    const rollout = inGroup('example.com', 'Rollout', 'rollouts', 'web', { spec: { replicas: 9 } })
    const scaled = autoscaler('h', { scaleTargetRef: { apiVersion: 'example.com/v1', kind: 'Rollout', name: 'web' } })
    expect(run([definition, rollout, scaled]).replicas).toEqual(['web 5'])
    expect(run([definition, scaled]).events).toEqual(['h FailedGetScale: rollouts.example.com "web" not found'])
  })
})

describe('the number of replicas', () => {
  test.each([
    ['below the least', 1, 'h SuccessfulRescale: New size: 2; reason: Current number of replicas below Spec.MinReplicas', 'web 2'],
    ['above the most', 9, 'h SuccessfulRescale: New size: 5; reason: Current number of replicas above Spec.MaxReplicas', 'web 5'],
  ])('%s is corrected before anything is measured', (_, replicas, event, scaled) => {
    const result = run([deployment('web', replicas, {}), autoscaler('h', { minReplicas: 2 })])
    expect(result.events[0]).toBe(event)
    expect(result.replicas).toEqual([scaled])
    expect(result.conditions).toEqual([['h', 'AbleToScale=True SucceededGetScale', 'ScalingActive=False FailedGetResourceMetric']])
  })

  test('0 switches the autoscaler off', () => {
    const result = run([deployment('web', 0, {}), autoscaler('h')])
    expect(result.conditions).toEqual([['h', 'AbleToScale=True SucceededGetScale', 'ScalingActive=False ScalingDisabled']])
    expect(result.events).toEqual([])
    expect(result.status).toEqual([[0, 0]])
  })
})

describe('without a metrics API', () => {
  const external = (target: object) => ({
    type: 'External',
    external: { metric: { name: 'queue', selector: { matchLabels: { q: 'a' } } }, target },
  })
  const noExternal =
    'unable to get external metric shop/queue/&LabelSelector{MatchLabels:map[string]string{q: a,},MatchExpressions:[]LabelSelectorRequirement{},}: unable to fetch metrics from external metrics API: the server could not find the requested resource (get queue.external.metrics.k8s.io)'
  const object = { metric: { name: 'hits' }, describedObject: { kind: 'Service', name: 'web' } }

  test.each([
    [
      'Resource',
      cpu,
      'FailedGetResourceMetric',
      `failed to get cpu utilization: unable to get metrics for resource cpu: ${noMetrics}`,
      'failed to get cpu resource metric value: ',
    ],
    [
      'ContainerResource',
      { type: 'ContainerResource', containerResource: { name: 'memory', container: 'app', target: { averageValue: '1Gi' } } },
      'FailedGetContainerResourceMetric',
      `failed to get memory usage: unable to get metrics for resource memory: ${noMetrics}`,
      'failed to get app container metric value: ',
    ],
    [
      'Pods',
      { type: 'Pods', pods: { metric: { name: 'qps' } } },
      'FailedGetPodsMetric',
      `unable to get metric qps: ${noCustom}`,
      'failed to get pods metric value: ',
    ],
    [
      'Object',
      { type: 'Object', object: { ...object, target: { type: 'Value', value: '5' } } },
      'FailedGetObjectMetric',
      `unable to get metric hits: Service on shop web/${noCustom}`,
      'failed to get object metric value: ',
    ],
    [
      'Object for each pod',
      { type: 'Object', object: { ...object, target: { type: 'AverageValue', averageValue: '5' } } },
      'FailedGetObjectMetric',
      `unable to get metric hits: Service on shop web/${noCustom}`,
      'failed to get object metric value: failed to get hits object metric: ',
    ],
    [
      'External',
      external({ value: '5' }),
      'FailedGetExternalMetric',
      noExternal,
      'failed to get queue external metric value: failed to get external metric queue: ',
    ],
    [
      'External for each pod',
      external({ averageValue: '5' }),
      'FailedGetExternalMetric',
      noExternal,
      'failed to get queue external metric value: failed to get queue external metric: ',
    ],
  ])('a metric of type %s fails in the words of its source', (_, metric, reason, message, prefix) => {
    const { events, messages } = run([deployment('web', 2, {}), autoscaler('h', { metrics: [metric] })])
    expect(events).toEqual([
      `h ${reason}: ${message}`,
      `h FailedComputeMetricsReplicas: invalid metrics (1 invalid out of 1), first error is: ${prefix}${message}`,
    ])
    expect(messages[1]).toBe(`the HPA was unable to compute the replica count: ${message}`)
  })

  test.each([
    ['names none', { metrics: [] }],
    ['is of autoscaling/v1', { metrics: undefined, targetCPUUtilizationPercentage: 60 }],
  ])('an autoscaler that %s measures the use of cpu', (_, spec) => {
    const { events } = run([deployment('web', 2, {}), autoscaler('h', spec)])
    expect(events[0]).toBe(`h FailedGetResourceMetric: failed to get cpu utilization: unable to get metrics for resource cpu: ${noMetrics}`)
  })

  test('nothing is said where one is registered, or may be elsewhere', () => {
    const service = inGroup('apiregistration.k8s.io', 'APIService', 'apiservices', 'v1beta1.metrics.k8s.io', {
      spec: { group: 'metrics.k8s.io' },
    })
    const declared = [deployment('web', 2, {}), autoscaler('h')]
    expect(run([...declared, service]).events).toEqual([])
    expect(run(declared, { world: 'open' }).conditions).toEqual([['h', 'AbleToScale=True SucceededGetScale']])
  })
})

describe('two autoscalers that select the same pods', () => {
  const declared = [deployment('web', 2, {}), autoscaler('h0'), autoscaler('h1')]
  const message = 'pods by selector app=web are controlled by multiple HPAs: [shop/h0 shop/h1]'

  test('measure nothing any more; the first has measured once', () => {
    const { conditions, events } = run(declared, { pods: [settled('web-1')] })
    const own = (name: string) => [name, 'AbleToScale=True SucceededGetScale', 'ScalingActive=False AmbiguousSelector']
    expect(conditions).toEqual([own('h0'), own('h1')])
    expect(events.filter(event => event.startsWith('h1'))).toEqual([
      `h1 AmbiguousSelector: ${message}`,
      `h1 FailedComputeMetricsReplicas: ${message}`,
    ])
    expect(events.some(event => event.startsWith('h0 FailedGetResourceMetric'))).toBe(true)
  })

  test('do not get into each other’s way while there are no pods', () => {
    expect(run(declared).conditions[1]).toContain('ScalingActive=False FailedGetResourceMetric')
  })
})
