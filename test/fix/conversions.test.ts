import { describe, expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import { parseOptions } from '../../src/config/options.ts'
import { fix } from '../../src/fix-pipeline.ts'
import { fixed } from './fixing.ts'

const ingress = (spec: string): string =>
  `apiVersion: networking.k8s.io/v1beta1\nkind: Ingress # edge\nmetadata:\n  name: shop\nspec:\n${spec}`
const autoscaler = (version: string, metrics: string): string =>
  `apiVersion: autoscaling/${version}\nkind: HorizontalPodAutoscaler\nmetadata:\n  name: shop\nspec:\n  scaleTargetRef:\n    apiVersion: apps/v1\n    kind: Deployment\n    name: shop\n  maxReplicas: 4\n${metrics}`
const definition = (spec: string): string =>
  `apiVersion: apiextensions.k8s.io/v1beta1\nkind: CustomResourceDefinition\nmetadata:\n  name: shops.example.com\nspec:\n  group: example.com\n  scope: Namespaced\n  names:\n    plural: shops\n    singular: shop\n    kind: Shop\n    listKind: ShopList\n${spec}`

describe('objects of API versions that are gone become those of the version that took their place', () => {
  test.each([
    [
      'an Ingress',
      ingress(
        '  backend:\n    serviceName: rest\n    servicePort: 80\n  rules:\n    - host: a.example.com\n      http:\n        paths:\n          - path: /a # first\n            backend:\n              serviceName: a # the service\n              servicePort: web\n          - backend: {serviceName: b, servicePort: 8080}\n'
      ),
      `apiVersion: networking.k8s.io/v1
kind: Ingress # edge
metadata:
  name: shop
spec:
  defaultBackend:
    service:
      name: rest
      port:
        number: 80
  rules:
    - host: a.example.com
      http:
        paths:
          - path: /a # first
            pathType: ImplementationSpecific
            backend:
              service:
                name: a # the service
                port:
                  name: web
          - pathType: ImplementationSpecific
            backend: {service: {name: b, port: {number: 8080}}}
`,
    ],
    [
      'an Ingress whose ports stand first',
      ingress(
        '  rules:\n    - http:\n        paths:\n          - pathType: Prefix\n            path: /\n            backend:\n              servicePort: 80\n              serviceName: a\n'
      ),
      ingress(
        '  rules:\n    - http:\n        paths:\n          - pathType: Prefix\n            path: /\n            backend:\n              service:\n                port:\n                  number: 80\n                name: a\n'
      ).replace('v1beta1', 'v1'),
    ],
    [
      'an autoscaler by use of a resource, by pods and by an object',
      autoscaler(
        'v2beta1',
        '  metrics:\n    - type: Resource\n      resource:\n        name: cpu\n        targetAverageUtilization: 60 # percent\n    - type: Pods\n      pods:\n        metricName: requests\n        targetAverageValue: 1k\n    - type: Object\n      object:\n        target:\n          kind: Service\n          name: shop\n        metricName: hits\n        targetValue: 5\n'
      ),
      autoscaler(
        'v2',
        '  metrics:\n    - type: Resource\n      resource:\n        name: cpu\n        target:\n          type: Utilization\n          averageUtilization: 60 # percent\n    - type: Pods\n      pods:\n        metric:\n          name: requests\n        target:\n          type: AverageValue\n          averageValue: 1k\n    - type: Object\n      object:\n        describedObject:\n          kind: Service\n          name: shop\n        metric:\n          name: hits\n        target:\n          type: Value\n          value: 5\n'
      ),
    ],
    [
      'an autoscaler of the second beta',
      autoscaler(
        'v2beta2',
        '  metrics:\n    - type: Resource\n      resource: {name: cpu, target: {type: Utilization, averageUtilization: 60}}\n'
      ),
      autoscaler(
        'v2',
        '  metrics:\n    - type: Resource\n      resource: {name: cpu, target: {type: Utilization, averageUtilization: 60}}\n'
      ),
    ],
    [
      'a definition of one version',
      definition(
        '  version: v1alpha1\n  subresources:\n    status: {}\n  additionalPrinterColumns:\n    - name: Age\n      type: date\n      JSONPath: .metadata.creationTimestamp\n  validation:\n    openAPIV3Schema:\n      type: object\n      properties:\n        spec:\n          type: object # more to come\n'
      ),
      definition(
        '  versions:\n  - name: v1alpha1\n    served: true\n    storage: true\n    schema:\n      openAPIV3Schema:\n        type: object\n        properties:\n          spec:\n            type: object # more to come\n    subresources:\n      status: {}\n    additionalPrinterColumns:\n      - name: Age\n        type: date\n        jsonPath: .metadata.creationTimestamp\n'
      ).replace('/v1beta1', '/v1'),
    ],
    [
      'a definition of several versions without a schema',
      definition(
        '  preserveUnknownFields: true\n  versions:\n    - name: v1\n      served: true\n      storage: true\n    - name: v2\n      served: false\n      storage: false\n'
      ),
      definition(
        '  versions:\n    - name: v1\n      served: true\n      storage: true\n      schema:\n        openAPIV3Schema:\n          type: object\n          x-kubernetes-preserve-unknown-fields: true\n    - name: v2\n      served: false\n      storage: false\n      schema:\n        openAPIV3Schema:\n          type: object\n          x-kubernetes-preserve-unknown-fields: true\n'
      ).replace('/v1beta1', '/v1'),
    ],
    [
      'a slice of endpoints',
      'apiVersion: discovery.k8s.io/v1beta1\nkind: EndpointSlice\nmetadata:\n  name: shop\naddressType: IPv4\nendpoints:\n  - addresses: [10.0.0.1]\n    topology:\n      kubernetes.io/hostname: node-1\n      topology.kubernetes.io/zone: a\n',
      'apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata:\n  name: shop\naddressType: IPv4\nendpoints:\n  - addresses: [10.0.0.1]\n    nodeName: node-1\n    zone: a\n',
    ],
    [
      'a priority level',
      'apiVersion: flowcontrol.apiserver.k8s.io/v1beta2\nkind: PriorityLevelConfiguration\nmetadata:\n  name: shop\nspec:\n  type: Limited\n  limited:\n    assuredConcurrencyShares: 20\n    limitResponse:\n      type: Reject\n',
      'apiVersion: flowcontrol.apiserver.k8s.io/v1\nkind: PriorityLevelConfiguration\nmetadata:\n  name: shop\nspec:\n  type: Limited\n  limited:\n    nominalConcurrencyShares: 20\n    limitResponse:\n      type: Reject\n',
    ],
    [
      'a budget',
      'apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata:\n  name: shop\nspec:\n  minAvailable: 1\n  selector:\n    matchLabels: {app: shop}\n',
      'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata:\n  name: shop\nspec:\n  minAvailable: 1\n  selector:\n    matchLabels: {app: shop}\n',
    ],
  ])('%s', async (_, before, after) => {
    const { files, last } = await fixed(before)
    expect(files[0]!.text).toBe(after)
    const refusing = new Set(['read', 'decode', 'validate', 'admit'])
    expect(last.diagnostics.filter(({ stage, severity }) => severity === 'error' && refusing.has(stage))).toEqual([])
    expect((await fixed(before, false)).files[0]!.text).toBe(before.includes('v2beta2') ? after : before)
  })

  test('and where only the version of an upgrade lacks them', async () => {
    const text =
      'apiVersion: flowcontrol.apiserver.k8s.io/v1beta3\nkind: FlowSchema\nmetadata:\n  name: shop\nspec:\n  priorityLevelConfiguration:\n    name: exempt\n'
    const options = { unsafe: true, kubernetesVersion: '1.31', upgradeTo: '1.32' }
    const { files } = await fix({ inputs: [{ path: 'a.yaml', text }] }, parseOptions(options, 'fix'), rules)
    expect(files[0]!.text).toBe(text.replace('v1beta3', 'v1'))
  })

  test('and where a newer one has long taken the place of their own', async () => {
    const text = autoscaler('v1', '  targetCPUUtilizationPercentage: 70\n')
    const options = parseOptions({ unsafe: true, preset: ['recommended'] }, 'fix')
    const { files } = await fix({ inputs: [{ path: 'a.yaml', text }] }, options, rules)
    expect(files[0]!.text).toBe(
      autoscaler(
        'v2',
        '  metrics:\n  - type: Resource\n    resource:\n      name: cpu\n      target:\n        type: Utilization\n        averageUtilization: 70\n'
      )
    )
  })
})
