import { describe, expect, test } from 'vitest'
import { loadApiServer } from '../../../src/apiserver/index.ts'
import { apply } from '../../../src/cluster/apply/apply.ts'
import { clusterAfter } from '../../../src/cluster/apply/create-pod.ts'
import { refusedPods } from '../../../src/cluster/apply/refused-pods.ts'
import { Cluster } from '../../../src/cluster/cluster.ts'
import { newestVersion } from '../../../src/k8s/version.ts'
import { allResourceTypes } from '../../../src/schema/resource-types.ts'
import { declarationsOf } from '../resource-of.ts'

const server = await loadApiServer(allResourceTypes(newestVersion), newestVersion)

/** Which pods are refused once these objects are applied: of whom, after how many, in which words, at which field. */
function refused(...objects: readonly object[]): readonly (readonly unknown[])[] {
  const resources = declarationsOf(objects).map(({ resource }) => ({
    ...resource!,
    object: server.defaults(resource!.written, resource!.type),
  }))
  const options = { server, world: 'closed', version: newestVersion, refusedStay: true, cluster: [] } as const
  const requests = apply(resources, options)
  const environment = { version: newestVersion, world: 'closed', requests, serve: () => clusterAfter(requests, options) } as const
  return refusedPods(new Cluster(resources), environment).map(({ template, created, pod, refusal, at }) => [
    template.owner.name,
    created,
    `${pod.failure}${refusal.message}`,
    at.path.join('.'),
  ])
}

const workload = (kind: string, name: string, podSpec: object = {}, spec: object = {}) => ({
  apiVersion: 'apps/v1',
  kind,
  metadata: { name, namespace: 'default' },
  spec: {
    selector: { matchLabels: { app: name } },
    template: { metadata: { labels: { app: name } }, spec: { containers: [{ name: 'c', image: 'i' }], ...podSpec } },
    ...spec,
  },
})
const quota = (hard: object) => ({ apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'q', namespace: 'default' }, spec: { hard } })
const exceeded = (name: string, used: string) =>
  `pods "${name}" is forbidden: exceeded quota: q, requested: pods=1, used: pods=${used}, limited: pods=${used}`

describe('pods of workloads', () => {
  test('use up a quota one after the other, in the order of the input', () => {
    const web = workload('Deployment', 'web', {}, { replicas: 2 })
    const db = workload('StatefulSet', 'db', {}, { replicas: 3, serviceName: 'db' })
    expect(refused(quota({ pods: '3' }), web, db)).toEqual([
      ['db', 1, `Create Pod db-1 in StatefulSet db failed error: ${exceeded('db-1', '3')}`, 'spec.template.spec'],
    ])
  })

  test.each<[string, object]>([
    ['that are not wanted', workload('Deployment', 'web', {}, { replicas: 0 })],
    ['of a paused rollout', workload('Deployment', 'web', {}, { paused: true })],
    [
      'of a bare pod',
      { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', namespace: 'default' }, spec: { containers: [{ name: 'c', image: 'i' }] } },
    ],
  ])('%s are not tried', (_, object) => {
    expect(refused(quota({ pods: '0' }), object)).toEqual([])
  })

  test('are refused at the field of the template that is at fault', () => {
    const web = workload('Deployment', 'web', { serviceAccountName: 'web' })
    const words = 'pods "web-<hash>-" is forbidden: error looking up service account default/web: serviceaccount "web" not found'
    expect(refused(web)).toEqual([['web', 0, `Error creating: ${words}`, 'spec.template.spec.serviceAccountName']])
  })

  test('that defaults of a LimitRange make invalid are told of with the errors of validation', () => {
    const limitRange = {
      apiVersion: 'v1',
      kind: 'LimitRange',
      metadata: { name: 'lr', namespace: 'default' },
      spec: { limits: [{ type: 'Container', default: { cpu: '500m' } }] },
    }
    const web = workload('Deployment', 'web', { containers: [{ name: 'c', image: 'i', resources: { requests: { cpu: '1' } } }] })
    expect(refused(limitRange, web).map(([, , words, at]) => [words, at])).toEqual([
      [
        'Error creating: Pod "web-<hash>-<suffix>" is invalid: spec.containers[0].resources.requests: Invalid value: "1": must be less than or equal to cpu limit of 500m',
        'spec.template.spec.containers.0.resources.requests.cpu',
      ],
    ])
  })

  test('are not told of where the workload itself has the same errors', () => {
    expect(refused(workload('Deployment', 'web', { containers: [{ name: 'C', image: 'i' }] }))).toEqual([])
  })

  test('in large numbers cost no time', () => {
    expect(refused(quota({ pods: '2000000000' }), workload('Deployment', 'web', {}, { replicas: 2_000_000_000 }))).toEqual([])
  })
})

test('pods of a workload that a policy refuses are refused at the field that it is about', () => {
  const group = 'admissionregistration.k8s.io/v1'
  const rules = [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }]
  const validations = [{ expression: 'object.spec.containers.all(c, has(c.livenessProbe))', message: 'probes are needed' }]
  const spec = { matchConstraints: { resourceRules: rules }, validations }
  const policy = { apiVersion: group, kind: 'ValidatingAdmissionPolicy', metadata: { name: 'p' }, spec }
  const bound = { policyName: 'p', validationActions: ['Deny'] }
  const binding = { apiVersion: group, kind: 'ValidatingAdmissionPolicyBinding', metadata: { name: 'b' }, spec: bound }
  const why = `pods "web-<hash>-<suffix>" is forbidden: ValidatingAdmissionPolicy 'p' with binding 'b' denied request: probes are needed`
  expect(refused(policy, binding, workload('Deployment', 'web'))).toEqual([
    ['web', 0, `Error creating: ${why}`, 'spec.template.spec.containers'],
  ])
})
