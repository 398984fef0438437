import { expect, test } from 'vitest'
import type { KubernetesObject } from '../../../src/k8s/types.ts'
import { requestOf } from '../request-of.ts'

const template = { metadata: { labels: { app: 'a' } }, spec: { containers: [{ name: 'c', image: 'i:1' }] } }
const podSpec = { restartPolicy: 'Always', schedulerName: 'default-scheduler' }

test.each<[string, KubernetesObject, object]>([
  [
    'Deployment',
    { apiVersion: 'apps/v1', kind: 'Deployment', spec: { template } },
    {
      replicas: 1,
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '25%', maxSurge: '25%' } },
      template: { spec: podSpec },
    },
  ],
  [
    'Deployment that recreates',
    { apiVersion: 'apps/v1', kind: 'Deployment', spec: { replicas: 0, strategy: { type: 'Recreate' } } },
    { replicas: 0, strategy: { type: 'Recreate' } },
  ],
  ['ReplicaSet', { apiVersion: 'apps/v1', kind: 'ReplicaSet', spec: { template } }, { replicas: 1, template: { spec: podSpec } }],
  [
    'StatefulSet',
    { apiVersion: 'apps/v1', kind: 'StatefulSet', spec: { template, volumeClaimTemplates: [{ spec: {} }] } },
    {
      replicas: 1,
      revisionHistoryLimit: 10,
      podManagementPolicy: 'OrderedReady',
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
      volumeClaimTemplates: [{ spec: { volumeMode: 'Filesystem' }, status: { phase: 'Pending' } }],
    },
  ],
  [
    'DaemonSet',
    { apiVersion: 'apps/v1', kind: 'DaemonSet', spec: { template, updateStrategy: { rollingUpdate: { maxSurge: 1 } } } },
    { revisionHistoryLimit: 10, updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1, maxSurge: 1 } } },
  ],
  [
    'Job',
    { apiVersion: 'batch/v1', kind: 'Job', spec: { template } },
    {
      completions: 1,
      parallelism: 1,
      backoffLimit: 6,
      completionMode: 'NonIndexed',
      suspend: false,
      podReplacementPolicy: 'TerminatingOrFailed',
    },
  ],
  [
    'Job with a limit for each index',
    {
      apiVersion: 'batch/v1',
      kind: 'Job',
      spec: { template, parallelism: 2, backoffLimitPerIndex: 1, podFailurePolicy: { rules: [{ onPodConditions: [{ type: 'X' }] }] } },
    },
    {
      parallelism: 2,
      backoffLimit: 2_147_483_647,
      podReplacementPolicy: 'Failed',
      podFailurePolicy: { rules: [{ onPodConditions: [{ type: 'X', status: 'True' }] }] },
    },
  ],
  [
    'CronJob',
    { apiVersion: 'batch/v1', kind: 'CronJob', spec: { jobTemplate: { spec: { template } } } },
    {
      concurrencyPolicy: 'Allow',
      suspend: false,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 1,
      jobTemplate: { spec: { template: { spec: podSpec } } },
    },
  ],
  [
    'ReplicationController',
    { apiVersion: 'v1', kind: 'ReplicationController', spec: { template } },
    { replicas: 1, selector: { app: 'a' }, template: { spec: podSpec } },
  ],
  [
    'Service',
    { apiVersion: 'v1', kind: 'Service', spec: { ports: [{ port: 80 }, { port: 81, targetPort: 'http', protocol: 'UDP' }] } },
    {
      type: 'ClusterIP',
      sessionAffinity: 'None',
      internalTrafficPolicy: 'Cluster',
      ports: [
        { port: 80, targetPort: 80, protocol: 'TCP' },
        { port: 81, targetPort: 'http', protocol: 'UDP' },
      ],
    },
  ],
  [
    'Service of type LoadBalancer',
    { apiVersion: 'v1', kind: 'Service', spec: { type: 'LoadBalancer', sessionAffinity: 'ClientIP' } },
    {
      externalTrafficPolicy: 'Cluster',
      allocateLoadBalancerNodePorts: true,
      sessionAffinityConfig: { clientIP: { timeoutSeconds: 10_800 } },
    },
  ],
  [
    'PersistentVolume',
    { apiVersion: 'v1', kind: 'PersistentVolume', spec: { capacity: { storage: 1 } } },
    { capacity: { storage: '1' }, persistentVolumeReclaimPolicy: 'Retain', volumeMode: 'Filesystem' },
  ],
  [
    'LimitRange',
    {
      apiVersion: 'v1',
      kind: 'LimitRange',
      spec: { limits: [{ type: 'Container', max: { cpu: '2' }, min: { cpu: '1', memory: '1Mi' } }] },
    },
    { limits: [{ type: 'Container', default: { cpu: '2' }, defaultRequest: { cpu: '2', memory: '1Mi' } }] },
  ],
  [
    'NetworkPolicy',
    { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', spec: { egress: [{ ports: [{ port: 1 }] }] } },
    { policyTypes: ['Ingress', 'Egress'], egress: [{ ports: [{ port: 1, protocol: 'TCP' }] }] },
  ],
  [
    'HorizontalPodAutoscaler',
    { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', spec: { behavior: { scaleDown: { selectPolicy: 'Disabled' } } } },
    {
      minReplicas: 1,
      metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } }],
      behavior: { scaleDown: { selectPolicy: 'Disabled', policies: [{ type: 'Percent' }] }, scaleUp: { selectPolicy: 'Max' } },
    },
  ],
])('the spec of a %s is completed', (_, object, expected) => {
  expect(requestOf(object).object.spec).toMatchObject(expected)
})

test.each<[string, KubernetesObject, object]>([
  [
    'Node',
    { apiVersion: 'v1', kind: 'Node', status: { capacity: { cpu: 4 } } },
    { status: { capacity: { cpu: '4' }, allocatable: { cpu: '4' } } },
  ],
  [
    'Namespace',
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels: { a: 'b' } } },
    { metadata: { labels: { a: 'b', 'kubernetes.io/metadata.name': 'shop' } }, status: { phase: 'Active' } },
  ],
  ['Secret', { apiVersion: 'v1', kind: 'Secret' }, { type: 'Opaque' }],
  ['PriorityClass', { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass' }, { preemptionPolicy: 'PreemptLowerPriority' }],
  ['StorageClass', { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass' }, { reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' }],
  ['Job with labelled pods', { apiVersion: 'batch/v1', kind: 'Job', spec: { template } }, { metadata: { labels: { app: 'a' } } }],
  [
    'EndpointSlice',
    { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', ports: [{}] } as object,
    { ports: [{ name: '', protocol: 'TCP' }] },
  ],
  [
    'RoleBinding',
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      roleRef: { kind: 'Role', name: 'r' },
      subjects: [{ kind: 'User', name: 'u' }],
    } as object,
    { roleRef: { apiGroup: 'rbac.authorization.k8s.io' }, subjects: [{ apiGroup: 'rbac.authorization.k8s.io' }] },
  ],
])('a %s is completed', (_, object, expected) => {
  expect(requestOf(object).object).toMatchObject(expected)
})

test('a Service without session affinity keeps no configuration of it', () => {
  const spec = { sessionAffinityConfig: { clientIP: { timeoutSeconds: 5 } } }
  expect(requestOf({ apiVersion: 'v1', kind: 'Service', spec }).object.spec).not.toHaveProperty('sessionAffinityConfig')
})

test('a node that says what pods may use keeps it', () => {
  const status = { capacity: { cpu: '4' }, allocatable: { cpu: '3' } }
  expect(requestOf({ apiVersion: 'v1', kind: 'Node', status }).object.status).toEqual(status)
})
