import { describe, expect, test } from 'vitest'
import { loadApiServer } from '../../../src/apiserver/index.ts'
import { ServedCluster } from '../../../src/cluster/apply/served-cluster.ts'
import { newestVersion } from '../../../src/k8s/version.ts'
import { allResourceTypes, findResourceType } from '../../../src/schema/resource-types.ts'
import { declarationsOf } from '../resource-of.ts'

const server = await loadApiServer(allResourceTypes(newestVersion), newestVersion)
const podType = findResourceType('v1', 'Pod', newestVersion)!

/** A cluster to which these objects were applied, and what it said. */
function served(objects: readonly object[], refusedStay = false) {
  const cluster = new ServedCluster({ server, world: 'closed', version: newestVersion, refusedStay, cluster: [] })
  const answers = declarationsOf(objects).map(({ resource }) => {
    const { operation, verdict } = cluster.apply({ ...resource!, object: server.defaults(resource!.written, resource!.type) })
    return verdict.objections[0]?.message ?? operation
  })
  return { cluster, answers }
}

const core = (kind: string, name: string, fields: object = {}, namespace = 'default') => ({
  apiVersion: 'v1',
  kind,
  metadata: { name, namespace },
  ...fields,
})
const quota = (hard: object, namespace = 'default') => core('ResourceQuota', 'q', { spec: { hard } }, namespace)
const pod = (metadata: object, spec: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata,
  spec: { containers: [{ name: 'c', image: 'i' }], ...spec },
})
const full = (kind: string, name: string, resource: string, used: string) =>
  `${kind} "${name}" is forbidden: exceeded quota: q, requested: ${resource}=1, used: ${resource}=${used}, limited: ${resource}=${used}`

describe('a quota', () => {
  test('counts what came before it and what comes after, each once', () => {
    const maps = ['a', 'b', 'c', 'b'].map(name => core('ConfigMap', name))
    expect(served([maps[0]!, quota({ configmaps: '3' }), ...maps.slice(1)]).answers).toEqual([
      'create',
      'create',
      'create',
      full('configmaps', 'c', 'configmaps', '3'),
      'update',
    ])
  })

  test('counts what controllers put into a new namespace', () => {
    const shop = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }
    const { answers } = served([shop, quota({ 'count/serviceaccounts': '1' }, 'shop'), core('ServiceAccount', 'web', {}, 'shop')])
    expect(answers.at(-1)).toBe(full('serviceaccounts', 'web', 'count/serviceaccounts', '1'))
  })

  test('counts nothing that was refused, though those after it find it', () => {
    const second = pod({ name: 'b', namespace: 'default' })
    const first = pod({ name: 'a', namespace: 'default' }, { priorityClassName: 'missing' })
    const { answers, cluster } = served([quota({ pods: '1' }), first, second], true)
    expect(answers.slice(2)).toEqual(['create'])
    expect(cluster.view.find('', 'Pod', 'default', 'a')).toBeDefined()
  })

  test('has room again when a pod goes', () => {
    const { cluster } = served([quota({ pods: '1' })])
    const create = (key?: string) => cluster.create(podType, 'default', pod({ generateName: 'web-' }), key).objections.length
    expect([create('1'), create('2')]).toEqual([0, 1])
    cluster.delete(podType, 'default', '1')
    expect([create(), create('3'), create('4')]).toEqual([0, 0, 1])
  })
})

describe('a pod of a controller', () => {
  test('is judged by names such as Kubernetes makes up, and told of by placeholders', () => {
    const { cluster } = served([quota({ pods: '0' })])
    const made = pod({ generateName: 'web-<hash>-', labels: { 'pod-template-hash': '<hash>' } })
    const { objections, stored } = cluster.create(podType, 'default', made)
    expect(objections.map(({ message }) => message)).toEqual([full('pods', 'web-<hash>-<suffix>', 'pods', '0')])
    expect(stored.metadata?.labels).toEqual({ 'pod-template-hash': '<hash>' })
  })
})

describe('objects that were sent before to another cluster', () => {
  const resources = declarationsOf([
    quota({ pods: '1' }),
    core('ConfigMap', 'a'),
    core('ConfigMap', 'bad_name'),
    pod({ name: 'p', namespace: 'default' }),
  ])
    .map(({ resource }) => resource!)
    .map(resource => ({ ...resource, object: server.defaults(resource.written, resource.type) }))
  const options = { server, world: 'open', version: newestVersion, refusedStay: false, cluster: [] } as const
  const send = (cluster: ServedCluster) => resources.map(resource => cluster.apply(resource))

  test('come to the same', () => {
    const first = send(new ServedCluster(options))
    expect(send(new ServedCluster(options, new Set(), first))).toEqual(first)
  })

  test('are counted anew, for others may have come before them', () => {
    const first = send(new ServedCluster(options))
    const second = new ServedCluster(options, new Set(), first)
    second.apply(resources[0]!)
    second.create(podType, 'default', pod({ generateName: 'web-' }), 'key')
    expect(second.apply(resources[3]!).verdict.objections[0]?.message).toBe(full('pods', 'p', 'pods', '1'))
  })
})
