import { expect, test } from 'vitest'
import { podTemplateOf } from '../../../src/cluster/expand/pod-template-of.ts'
import { resourceOf } from '../resource-of.ts'

const template = { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'c', image: 'i' }] } }
const workload = (apiVersion: string, kind: string, spec: object) => resourceOf({ apiVersion, kind, metadata: { name: 'w' }, spec })

test.each([
  ['Pod', resourceOf({ apiVersion: 'v1', kind: 'Pod', ...template }), ['spec'], 1],
  ['ReplicationController', workload('v1', 'ReplicationController', { replicas: 2, template }), ['spec', 'template', 'spec'], 2],
  ['ReplicaSet', workload('apps/v1', 'ReplicaSet', { replicas: 0, template }), ['spec', 'template', 'spec'], 0],
  ['Deployment', workload('apps/v1', 'Deployment', { template }), ['spec', 'template', 'spec'], 1],
  ['StatefulSet', workload('apps/v1', 'StatefulSet', { replicas: 3, template }), ['spec', 'template', 'spec'], 3],
  ['DaemonSet', workload('apps/v1', 'DaemonSet', { template }), ['spec', 'template', 'spec'], undefined],
  ['Job', workload('batch/v1', 'Job', { completions: 4, template }), ['spec', 'template', 'spec'], undefined],
  [
    'CronJob',
    workload('batch/v1', 'CronJob', { jobTemplate: { spec: { template } } }),
    ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
    undefined,
  ],
] as const)('the pod of a %s is found where it is written', (_, resource, path, replicas) => {
  const found = podTemplateOf(resource)!
  expect(found).toMatchObject({ metadata: template.metadata, spec: template.spec, namespace: 'default' })
  expect(found.replicas).toBe(replicas)
  expect(found.specAt.path).toEqual(path)
  expect(found.metadataAt.path).toEqual([...path.slice(0, -1), 'metadata'])
})

test('other kinds and objects without a pod spec have none', () => {
  expect(podTemplateOf(resourceOf({ apiVersion: 'v1', kind: 'ConfigMap' }))).toBeUndefined()
  expect(podTemplateOf(resourceOf({ apiVersion: 'apps/v1', kind: 'Deployment', spec: {} }))).toBeUndefined()
  expect(podTemplateOf(resourceOf({ apiVersion: 'v1', kind: 'Pod' }))).toBeUndefined()
})
