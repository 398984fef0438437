import { describe, expect, test } from 'vitest'
import { loadApiServer } from '../../../src/apiserver/index.ts'
import { apply } from '../../../src/cluster/apply/apply.ts'
import { podCreator } from '../../../src/cluster/apply/create-pod.ts'
import { newestVersion } from '../../../src/k8s/version.ts'
import { declarationsOf } from '../resource-of.ts'

interface Options {
  readonly world?: 'open' | 'closed'
  readonly refusedStay?: boolean
  readonly cluster?: readonly object[]
}

/** The requests that create these objects. */
async function applied(objects: readonly object[], { world = 'closed', refusedStay = false, cluster = [] }: Options = {}) {
  const input = declarationsOf(objects).map(({ resource }) => resource!)
  const present = declarationsOf(cluster, [], 'cluster').map(({ resource }) => resource!)
  const server = await loadApiServer(
    [...input, ...present].map(({ type }) => type),
    newestVersion
  )
  const defaulted = (resource: (typeof input)[number]) => ({ ...resource, object: server.defaults(resource.written, resource.type) })
  const options = { server, world, version: newestVersion, refusedStay, cluster: present.map(defaulted) }
  return { requests: apply(input.map(defaulted), options), options }
}

/** What becomes of these objects, in order: `create`, `update`, or the message of the refusal. */
async function answers(objects: readonly object[], given: Options = {}): Promise<readonly string[]> {
  const { requests } = await applied(objects, given)
  return requests.map(({ operation, verdict }) => verdict.objections[0]?.message ?? operation)
}

const pod = (name: string, spec: object = {}, namespace = 'default') => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace },
  spec: { containers: [{ name: 'c', image: 'i' }], ...spec },
})
const namespace = (name: string) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })
const priorityClass = (name: string, fields: object = {}) => ({
  apiVersion: 'scheduling.k8s.io/v1',
  kind: 'PriorityClass',
  metadata: { name },
  value: 7,
  ...fields,
})
const noNamespace = (name: string) => `namespaces "${name}" not found`
const noClass = (pod: string, name: string) => `pods "${pod}" is forbidden: no PriorityClass with name ${name} was found`

describe('order of the documents', () => {
  test('an object after its namespace is accepted, before it refused', async () => {
    expect(await answers([pod('p', {}, 'shop'), namespace('shop'), pod('p', {}, 'shop')])).toEqual([
      noNamespace('shop'),
      'create',
      'create',
    ])
  })

  test('a second object of the same identity is an update', async () => {
    expect(await answers([pod('p'), pod('p'), pod('q')])).toEqual(['create', 'update', 'create'])
  })

  test('objects whose names the server makes up are never updates', async () => {
    const unnamed = { ...pod(''), metadata: { generateName: 'p-' } }
    expect(await answers([unnamed, unnamed])).toEqual(['create', 'create'])
  })

  test('what is already there can be updated and referred to', async () => {
    const cluster = [namespace('shop'), pod('p', {}, 'shop'), priorityClass('high')]
    const input = [pod('p', {}, 'shop'), pod('q', { priorityClassName: 'high' }, 'shop')]
    expect(await answers(input, { cluster })).toEqual(['update', 'create'])
  })
})

describe('a refused object', () => {
  const objects = [
    priorityClass('first', { globalDefault: true }),
    priorityClass('high', { globalDefault: true }),
    pod('p', { priorityClassName: 'high' }),
  ]
  const second =
    'priorityclasses.scheduling.k8s.io "high" is forbidden: PriorityClass first is already marked as default. Only one default can exist'

  test('is absent for those after it', async () => {
    expect(await answers(objects)).toEqual(['create', second, noClass('p', 'high')])
  })

  test('still counts as there where one mistake shall be one finding', async () => {
    expect(await answers(objects, { refusedStay: true })).toEqual(['create', second, 'create'])
  })
})

describe('the world', () => {
  test('in a closed one only what is given and what every fresh cluster holds is there', async () => {
    const system = pod('p', { priorityClassName: 'system-node-critical' }, 'kube-system')
    expect(await answers([system, pod('q', { priorityClassName: 'x' }), pod('r', {}, 'y')])).toEqual([
      'create',
      noClass('q', 'x'),
      noNamespace('y'),
    ])
  })

  test('in an open one the rest may exist', async () => {
    expect(await answers([pod('q', { priorityClassName: 'x' }), pod('r', {}, 'y')], { world: 'open' })).toEqual(['create', 'create'])
  })
})

describe('the pod of a controller', () => {
  const made = (spec: object) => ({ ...pod('', spec), metadata: { generateName: 'web-1-' } })

  test('goes through the same server, over what the set has left behind', async () => {
    const { requests, options } = await applied([pod('p'), priorityClass('high')])
    const { stored } = podCreator(requests, options)(made({ priorityClassName: 'high' }), 'default', false)
    expect(stored).toMatchObject({ metadata: { name: 'web-1-<suffix>' }, spec: { priority: 7, restartPolicy: 'Always' } })
  })

  test('is refused like any other', async () => {
    const { requests, options } = await applied([pod('p')])
    const { objections } = podCreator(requests, options)(made({ priorityClassName: 'high' }), 'default', false)
    expect(objections.map(({ message }) => message)).toEqual([noClass('web-1-', 'high')])
  })
})
