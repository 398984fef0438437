import { describe, expect, test } from 'vitest'
import { loadApiServer } from '../../../src/apiserver/index.ts'
import { apply } from '../../../src/cluster/apply/apply.ts'
import { updatedTypes } from '../../../src/cluster/apply/updated-types.ts'
import type { KubernetesObject } from '../../../src/k8s/types.ts'
import { newestVersion } from '../../../src/k8s/version.ts'
import { declarationsOf } from '../resource-of.ts'

/** The requests that bring the state before to the new one. */
async function changes(from: readonly object[], to: readonly object[], update: 'apply' | 'replace' = 'apply') {
  const [before, input] = [declarationsOf(from, [], 'cluster'), declarationsOf(to)].map(all => all.map(({ resource }) => resource!))
  const resources = [...before!, ...input!]
  const types = resources.map(({ type }) => type)
  const server = await loadApiServer(types, newestVersion, undefined, undefined, updatedTypes(resources))
  const defaulted = (resource: (typeof resources)[number]) => ({ ...resource, object: server.defaults(resource.written, resource.type) })
  const options = { server, world: 'closed', version: newestVersion, refusedStay: false, cluster: [], update } as const
  return apply(input!.map(defaulted), { ...options, before: before!.map(defaulted) })
}

const service = (spec: object, metadata: object = {}): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 's', namespace: 'default', ...metadata },
  spec: { ports: [{ port: 80 }], ...spec },
})
const exported = { uid: 'u', creationTimestamp: '2020-01-01T00:00:00Z' }
const applied = (object: object) => ({ 'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify(object) })

describe('an object of the state before', () => {
  test('is updated, another one created', async () => {
    const config = (name: string) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } })
    const requests = await changes([config('a')], [config('a'), config('b')])
    expect(requests.map(({ operation, verdict }) => [operation, verdict.objections])).toEqual([
      ['update', []],
      ['create', []],
    ])
  })

  test('has what its creation would have given to it, which stays', async () => {
    const [request] = await changes([service({ type: 'NodePort' })], [service({ type: 'NodePort', sessionAffinity: 'ClientIP' })])
    expect(request!.verdict.objections).toEqual([])
    expect(request!.verdict.stored.spec).toMatchObject({ clusterIP: '<clusterIP>', ports: [{ nodePort: '<nodePort>' }] })
  })

  test.each<[string, object, string | undefined]>([
    ['written before, and no longer', service({ clusterIP: '10.96.0.9', sessionAffinity: 'ClientIP' }), 'None'],
    ['set by somebody else', service({ clusterIP: '10.96.0.9', sessionAffinity: 'ClientIP' }, exported), 'ClientIP'],
    [
      'written before by the note of kubectl',
      service(
        { clusterIP: '10.96.0.9', sessionAffinity: 'ClientIP' },
        { ...exported, annotations: applied(service({ sessionAffinity: 'ClientIP' })) }
      ),
      'None',
    ],
  ])('loses or keeps what was %s', async (_, old, sessionAffinity) => {
    const [request] = await changes([old], [service({})])
    expect(request!.verdict.stored.spec).toMatchObject({ clusterIP: '10.96.0.9', sessionAffinity })
  })

  test('is put out of the way where the text is to replace it', async () => {
    const [request] = await changes([service({ sessionAffinity: 'ClientIP' }, exported)], [service({})], 'replace')
    expect(request!.verdict.stored.spec).toMatchObject({ sessionAffinity: 'None' })
  })
})
