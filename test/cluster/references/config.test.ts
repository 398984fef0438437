import { expect, test } from 'vitest'
import { podTemplateOf } from '../../../src/cluster/expand/pod-template-of.ts'
import { configReferences } from '../../../src/cluster/references/config.ts'
import { formatFieldPath } from '../../../src/k8s/field-path.ts'
import { resourceOf } from '../resource-of.ts'

test('every ConfigMap and Secret that a pod names is found with its key, at the place where it is written', () => {
  const spec = {
    initContainers: [{ name: 'i', envFrom: [{ secretRef: { name: 's', optional: true } }] }],
    containers: [
      {
        name: 'c',
        env: [
          { name: 'A', valueFrom: { configMapKeyRef: { name: 'cm', key: 'k' } } },
          { name: 'B', valueFrom: { secretKeyRef: { name: 's', key: 'k', optional: true } } },
          { name: 'C', value: 'plain' },
        ],
        envFrom: [{ configMapRef: { name: 'all' } }],
      },
    ],
    volumes: [
      { name: 'v', configMap: { name: 'cm', items: [{ key: 'one', path: 'p' }] } },
      { name: 'w', secret: { secretName: 's' } },
      { name: 'x', projected: { sources: [{ secret: { name: 's', items: [{ key: 'two', path: 'p' }] } }, { configMap: { name: 'cm' } }] } },
      { name: 'y', emptyDir: {} },
    ],
  }
  const resource = resourceOf({ apiVersion: 'apps/v1', kind: 'Deployment', spec: { template: { spec } } })
  const found = configReferences(podTemplateOf(resource)!).map(({ kind, name, key, optional, at }) => [
    `${kind} ${name} ${key ?? '*'}${optional ? ' optional' : ''}`,
    formatFieldPath(at.path.slice(3)),
  ])
  expect(found).toEqual([
    ['Secret s * optional', 'initContainers[0].envFrom[0].secretRef.name'],
    ['ConfigMap all *', 'containers[0].envFrom[0].configMapRef.name'],
    ['ConfigMap cm k', 'containers[0].env[0].valueFrom.configMapKeyRef.key'],
    ['Secret s k optional', 'containers[0].env[1].valueFrom.secretKeyRef.key'],
    ['ConfigMap cm one', 'volumes[0].configMap.items[0].key'],
    ['Secret s *', 'volumes[1].secret.secretName'],
    ['Secret s two', 'volumes[2].projected.sources[0].secret.items[0].key'],
    ['ConfigMap cm *', 'volumes[2].projected.sources[1].configMap.name'],
  ])
})

test('a reference without a name leads nowhere', () => {
  const resource = resourceOf({
    apiVersion: 'v1',
    kind: 'Pod',
    spec: { volumes: [{ name: 'v', configMap: {} }], containers: [{ envFrom: [{}] }] },
  })
  expect(configReferences(podTemplateOf(resource)!)).toEqual([])
})
