import { describe, expect, test } from 'vitest'
import { answerOf } from '../../../src/apiserver/answer-of.ts'
import { loadApiServer } from '../../../src/apiserver/index.ts'
import { apply } from '../../../src/cluster/apply/apply.ts'
import { newestVersion } from '../../../src/k8s/version.ts'
import { declarationsOf } from '../resource-of.ts'

interface Options {
  readonly world?: 'open' | 'closed'
  readonly refusedStay?: boolean
  readonly cluster?: readonly object[]
}

/** The server's answers to these objects, in order. */
async function answers(objects: readonly object[], { world = 'closed', refusedStay = false, cluster = [] }: Options = {}) {
  const input = declarationsOf(objects).map(({ resource }) => resource!)
  const present = declarationsOf(cluster, [], 'cluster').map(({ resource }) => resource!)
  const server = await loadApiServer(
    [...input, ...present].map(({ type }) => type),
    newestVersion
  )
  const defaulted = (resource: (typeof input)[number]) => ({ ...resource, object: server.defaults(resource.written, resource.type) })
  const options = { server, world, version: newestVersion, refusedStay, cluster: present.map(defaulted) }
  return apply(input.map(defaulted), options).map(({ verdict, operation }) => answerOf(verdict, operation))
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
const codes = (list: readonly { readonly code: number }[]) => list.map(({ code }) => code)

describe('order of the documents', () => {
  test('an object after its namespace is accepted, before it refused', async () => {
    const [before, declared, after] = await answers([pod('p', {}, 'shop'), namespace('shop'), pod('p', {}, 'shop')])
    expect(before).toEqual({ code: 404, reason: 'NotFound', message: 'namespaces "shop" not found', warnings: [] })
    expect(codes([declared!, after!])).toEqual([201, 201])
  })

  test('a second object of the same identity is an update', async () => {
    expect(codes(await answers([pod('p'), pod('p'), pod('q')]))).toEqual([201, 200, 201])
  })

  test('objects whose names the server makes up are never updates', async () => {
    const unnamed = { ...pod(''), metadata: { generateName: 'p-' } }
    expect(codes(await answers([unnamed, unnamed]))).toEqual([201, 201])
  })

  test('what is already there can be updated and referred to', async () => {
    const cluster = [namespace('shop'), pod('p', {}, 'shop'), priorityClass('high')]
    expect(codes(await answers([pod('p', {}, 'shop'), pod('q', { priorityClassName: 'high' }, 'shop')], { cluster }))).toEqual([200, 201])
  })
})

describe('a refused object', () => {
  const refused = priorityClass('high', { metadata: { name: 'high', namespace: 'x' }, globalDefault: true })
  const objects = [priorityClass('first', { globalDefault: true }), refused, pod('p', { priorityClassName: 'high' })]

  test('is absent for those after it', async () => {
    expect(codes(await answers(objects))).toEqual([201, 403, 403])
  })

  test('still counts as there where one mistake shall be one finding', async () => {
    expect(codes(await answers(objects, { refusedStay: true }))).toEqual([201, 403, 201])
  })
})

describe('the world', () => {
  test('in a closed one only what is given and what every fresh cluster holds is there', async () => {
    const system = pod('p', { priorityClassName: 'system-node-critical' }, 'kube-system')
    expect(codes(await answers([system, pod('q', { priorityClassName: 'x' }), pod('r', {}, 'y')]))).toEqual([201, 403, 404])
  })

  test('in an open one the rest may exist', async () => {
    expect(codes(await answers([pod('q', { priorityClassName: 'x' }), pod('r', {}, 'y')], { world: 'open' }))).toEqual([201, 201])
  })
})
