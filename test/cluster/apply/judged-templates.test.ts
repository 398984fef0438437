import { describe, expect, test } from 'vitest'
import { judgedTemplates, validTemplates } from '../../../src/cluster/apply/judged-templates.ts'
import { Cluster } from '../../../src/cluster/cluster.ts'
import { newestVersion } from '../../../src/k8s/version.ts'
import { declarationsOf } from '../resource-of.ts'

const workload = (kind: string, name: string, podSpec: object = {}) => ({
  apiVersion: 'apps/v1',
  kind,
  metadata: { name, namespace: 'shop' },
  spec: {
    selector: { matchLabels: { app: 'web' } },
    template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'c', image: 'i' }], ...podSpec } },
  },
})
const web = workload('Deployment', 'web')
const namespaced = (kind: string, namespace: string, annotations: object = {}) => ({
  apiVersion: 'v1',
  kind,
  metadata: { name: 'n', namespace, annotations },
})
const namespace = (name: string) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
})
const priorityClass = (globalDefault: boolean) => ({
  ...{ apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: 'high' }, value: 1, globalDefault },
})

function isJudged(world: 'open' | 'closed', ...objects: readonly object[]): boolean {
  const cluster = new Cluster(declarationsOf(objects).map(({ resource }) => resource!))
  return judgedTemplates(cluster, { version: newestVersion, world, requests: [] })(cluster.podTemplates[0]!)
}

describe('the pods of a template may be refused', () => {
  test.each<[string, readonly object[]]>([
    ['by a range of its namespace', [web, namespaced('LimitRange', 'shop')]],
    ['by a quota of its namespace', [web, namespaced('ResourceQuota', 'shop')]],
    ['by the standards of its namespace', [web, namespace('shop')]],
    [
      'by an account that lists its Secrets',
      [web, namespaced('ServiceAccount', 'shop', { 'kubernetes.io/enforce-mountable-secrets': 'true' })],
    ],
    ['where every pod has a priority', [web, priorityClass(true)]],
    ['for the class that it names', [workload('Deployment', 'web', { runtimeClassName: 'gvisor' })]],
    ['for a volume of an image', [workload('Deployment', 'web', { volumes: [{ name: 'v', image: {} }] })]],
    ['for a name that is no name of a pod', [workload('StatefulSet', 'web.v1')]],
  ])('%s', (_, objects) => {
    expect(isJudged('open', ...objects)).toBe(true)
  })

  test('in a cluster that is known in full', () => {
    expect(isJudged('closed', web)).toBe(true)
  })
})

describe('the pods of a template are as right as it is', () => {
  test.each<[string, readonly object[]]>([
    [
      'where only other namespaces are judged',
      [web, namespaced('LimitRange', 'other'), namespaced('ResourceQuota', 'other'), namespace('other')],
    ],
    ['where a class is for those that name it', [web, priorityClass(false)]],
    ['of a StatefulSet with a plain name', [workload('StatefulSet', 'db')]],
  ])('%s', (_, objects) => {
    expect(isJudged('open', ...objects)).toBe(false)
  })
})

describe('the pods of a template are valid', () => {
  const isValid = (operation: 'create' | 'update', refused: boolean, ...objects: readonly object[]): boolean => {
    const cluster = new Cluster(declarationsOf(objects).map(({ resource }) => resource!))
    const objections = refused ? [{ stage: 'admit', code: 403, reason: 'Forbidden', message: '', errors: [] } as const] : []
    const requests = cluster.resources.map(resource => ({ resource, operation, verdict: { objections, warnings: [], stored: {} } }))
    return validTemplates(cluster, { version: newestVersion, world: 'open', requests })(cluster.podTemplates[0]!)
  }

  test('where the server took the workload, and something only counts its pods', () => {
    expect(isValid('create', false, web, namespaced('ResourceQuota', 'shop'), namespaced('LimitRange', 'other'))).toBe(true)
  })

  test.each<[string, boolean]>([
    ['where the server refused the workload', isValid('create', true, web)],
    ['where an update lets stand what a new object may not have', isValid('update', false, web)],
    ['where a range gives them limits', isValid('create', false, web, namespaced('LimitRange', 'shop'))],
    ['where a class gives them overhead', isValid('create', false, workload('Deployment', 'web', { runtimeClassName: 'gvisor' }))],
    ['where every pod gets a priority', isValid('create', false, web, priorityClass(true))],
  ])('or nobody knows, %s', (_, valid) => {
    expect(valid).toBe(false)
  })
})
