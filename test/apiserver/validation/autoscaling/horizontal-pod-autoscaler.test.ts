import { expect, test } from 'vitest'
import { errorsOf } from '../../errors-of.ts'
import { objectOf } from '../objects.ts'

const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }
const autoscaler = (spec: object) =>
  objectOf('autoscaling/v2', 'HorizontalPodAutoscaler', { spec: { scaleTargetRef, maxReplicas: 3, ...spec } })
const metric = (fields: object) => autoscaler({ metrics: [fields] })
const at = 'spec.metrics[0]'
const types = 'supported values: "ContainerResource", "External", "Object", "Pods", "Resource"'

test.each<[string, ReturnType<typeof autoscaler>, string[]]>([
  ['bounds', autoscaler({}), []],
  [
    'fewer than the least',
    autoscaler({ minReplicas: 4 }),
    ['spec.maxReplicas: Invalid value: 3: must be greater than or equal to `minReplicas`'],
  ],
  [
    'none at all',
    autoscaler({ minReplicas: 0 }),
    [
      'spec.minReplicas: Invalid value: 0: must be greater than or equal to 1',
      'spec.metrics: Forbidden: must specify at least one Object or External metric to support scaling to zero replicas',
    ],
  ],
  [
    'a target without a group',
    autoscaler({ scaleTargetRef: { ...scaleTargetRef, apiVersion: 'v1' } }),
    ['spec.scaleTargetRef.apiVersion: Invalid value: "v1": apiVersion must specify API group'],
  ],
  [
    'a ReplicationController, which has none',
    autoscaler({ scaleTargetRef: { kind: 'ReplicationController', name: 'a', apiVersion: 'v1' } }),
    [],
  ],
  [
    'a metric without a type',
    metric({}),
    [
      `${at}.type: Required value: must specify a metric source type`,
      `${at}.type: Unsupported value: "": ${types}`,
      `${at}.type: Unsupported value: "": ${types}`,
    ],
  ],
  [
    'a metric without its source',
    metric({ type: 'Pods' }),
    [`${at}.pods: Required value: must populate information for the given metric source`],
  ],
  [
    'a metric with another source too, of which only the first is looked at',
    metric({ type: 'Resource', resource: {}, pods: { metric: { name: 'a' }, target: { type: 'AverageValue', averageValue: 1 } } }),
    [`${at}.pods: Forbidden: must populate the given metric source only`],
  ],
  [
    'a target of both kinds',
    metric({ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 0, averageValue: '0' } } }),
    [
      `${at}.resource.target.averageValue: Invalid value: "0": must be positive`,
      `${at}.resource.target.averageUtilization: Invalid value: 0: must be greater than 0`,
      `${at}.resource.target.averageValue: Forbidden: may not set both a target raw value and a target utilization`,
    ],
  ],
  [
    'rules that are out of bounds',
    autoscaler({
      behavior: {
        scaleUp: { selectPolicy: 'All', stabilizationWindowSeconds: 3601, policies: [] },
        scaleDown: { policies: [{ type: 'Nodes', value: 0, periodSeconds: 1801 }] },
      },
    }),
    [
      'spec.behavior.scaleUp.stabilizationWindowSeconds: Invalid value: 3601: must be less than or equal to 3600',
      'spec.behavior.scaleUp.selectPolicy: Unsupported value: "All": supported values: "Disabled", "Max", "Min"',
      'spec.behavior.scaleUp.policies: Required value: must specify at least one Policy',
      'spec.behavior.scaleDown.policies[0].type: Unsupported value: "Nodes": supported values: "Percent", "Pods"',
      'spec.behavior.scaleDown.policies[0].value: Invalid value: 0: must be greater than zero',
      'spec.behavior.scaleDown.policies[0].periodSeconds: Invalid value: 1801: must be less than or equal to 1800',
    ],
  ],
])('%s', async (_, object, expected) => {
  expect(await errorsOf(object)).toEqual(expected)
})

test('versions before 1.36 speak otherwise of the most, versions before 1.34 need no group', async () => {
  const object = autoscaler({ maxReplicas: 0, minReplicas: null, scaleTargetRef: { kind: 'Deployment', name: 'web' } })
  const least = 'spec.maxReplicas: Invalid value: 0: must be greater than or equal to `minReplicas`'
  const group = 'spec.scaleTargetRef.apiVersion: Invalid value: "": apiVersion must specify API group'
  expect(await errorsOf(object)).toEqual(['spec.maxReplicas: Required value: must be set and greater than 0', least, group])
  expect(await errorsOf(object, 35)).toEqual(['spec.maxReplicas: Invalid value: 0: must be greater than 0', least, group])
  expect(await errorsOf(object, 33)).toEqual(['spec.maxReplicas: Invalid value: 0: must be greater than 0', least])
})
