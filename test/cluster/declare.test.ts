import { describe, expect, test } from 'vitest'
import { declare } from '../../src/cluster/declare.ts'
import { newestVersion } from '../../src/k8s/version.ts'
import type { SourceProblem } from '../../src/source/problem.ts'
import { documentOf } from './document-of.ts'
import { declarationsOf } from './resource-of.ts'

const configMap = (name: string, namespace?: string) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: namespace === undefined ? { name } : { name, namespace },
})

describe('objects', () => {
  test('an object without a namespace is in the default one, an empty namespace is none', () => {
    const namespaces = declarationsOf([configMap('a'), configMap('b', 'shop'), configMap('c', '')]).map(({ namespace }) => namespace)
    expect(namespaces).toEqual(['default', 'shop', 'default'])
  })

  test('a cluster-scoped object has no namespace, whatever is written', () => {
    const [declaration] = declarationsOf([{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'x', namespace: 'y' } }])
    expect(declaration!.resource).toMatchObject({ namespace: null, name: 'x' })
  })

  test('an object that names none has no name', () => {
    expect(declarationsOf([{ apiVersion: 'v1', kind: 'Pod', metadata: { generateName: 'p-' } }])[0]!.resource!.name).toBeNull()
  })

  test('objects are counted in order of arrival, other values are not', () => {
    const declared = declarationsOf([configMap('a'), { kind: 'X' }, configMap('b')])
    expect(declared.map(({ resource }) => resource?.order)).toEqual([0, undefined, 1])
  })

  test('an empty document declares nothing', () => {
    expect(declarationsOf([null, undefined])).toEqual([])
  })
})

describe('lists', () => {
  test('the items of a List are declared one by one, of Lists in it too, each at its place', () => {
    const list = { apiVersion: 'v1', kind: 'List', items: [configMap('a'), { apiVersion: 'v1', kind: 'List', items: [configMap('b')] }] }
    const declared = declarationsOf([list])
    expect(declared.map(({ root, name }) => [root, name])).toEqual([
      [['items', 0], 'a'],
      [['items', 1, 'items', 0], 'b'],
    ])
  })

  test('an item without kind and apiVersion has those of its list', () => {
    const [declaration] = declarationsOf([{ apiVersion: 'v1', kind: 'PodList', items: [{ metadata: { name: 'p' } }] }])
    expect(declaration).toMatchObject({ apiVersion: 'v1', kind: 'Pod', name: 'p' })
  })

  test('a List without items declares nothing, and a null item is no object', () => {
    expect(declarationsOf([{ apiVersion: 'v1', kind: 'List' }])).toEqual([])
    expect(declarationsOf([{ apiVersion: 'v1', kind: 'List', items: [null] }])[0]).toMatchObject({ problem: 'not-an-object' })
  })

  test('lists nested thousands deep are read', () => {
    let list: unknown = configMap('a')
    for (let i = 0; i < 2000; i++) list = { apiVersion: 'v1', kind: 'List', items: [list] }
    expect(declarationsOf([list])[0]!.root).toHaveLength(4000)
  })
})

describe('what is no object', () => {
  test.each([
    ['a sequence', [1], 'not-an-object', []],
    ['a text', 'hello', 'not-an-object', []],
    ['neither kind nor apiVersion', { a: 1 }, 'missing-kind', ['kind']],
    ['no kind', { apiVersion: 'v1' }, 'missing-kind', ['kind']],
    ['no apiVersion', { kind: 'ConfigMap' }, 'missing-api-version', ['apiVersion']],
    ['a kind that is no text', { apiVersion: 'v1', kind: ['Pod'] }, 'wrong-type', ['kind']],
    ['an apiVersion that is no text', { apiVersion: 1, kind: 'Pod' }, 'wrong-type', ['apiVersion']],
    ['a custom resource', { apiVersion: 'cert-manager.io/v1', kind: 'Certificate' }, 'unknown-kind', ['kind']],
    ['an unknown kind of a group of Kubernetes', { apiVersion: 'v1', kind: 'Frobnicator' }, 'misspelt-kind', ['kind']],
  ])('%s', (_, value, problem, at) => {
    expect(declarationsOf([value])[0]).toMatchObject({ problem, at })
  })

  test('a kind that only one group has suggests the apiVersion that is missing', () => {
    expect(declarationsOf([{ kind: 'Deployment' }])[0]!.suggestion).toEqual({ apiVersion: 'apps/v1', kind: 'Deployment' })
  })

  test('a known kind in the wrong group or version suggests the right one', () => {
    for (const [apiVersion, problem] of [
      ['v1', 'unknown-version'],
      ['apps/v1beta1', 'removed-api'],
      ['batch/v1', 'unknown-version'],
    ])
      expect(declarationsOf([{ apiVersion, kind: 'Deployment' }])[0]).toMatchObject({
        problem,
        at: ['apiVersion'],
        suggestion: { apiVersion: 'apps/v1', kind: 'Deployment' },
      })
  })

  test('kinds named like members of Object are unknown', () => {
    for (const kind of ['constructor', '__proto__', 'toString'])
      expect(declarationsOf([{ apiVersion: 'x.example.com/v1', kind }])[0]).toMatchObject({ problem: 'unknown-kind' })
  })
})

/** The decoder's message about each object of a document in which these keys stand twice. */
function messagesOf(value: unknown, file: string, ...repeated: SourceProblem['path'][]): (string | undefined)[] {
  const problems = repeated.map(
    (path): SourceProblem => ({ code: 'duplicate-key', message: '', start: 0, end: 0, path: path!, fatal: false })
  )
  const options = { role: 'input', namespace: 'default', version: newestVersion, firstOrder: 0 } as const
  return declare([documentOf(value, file, problems)], options).map(({ resource }) => resource!.decodeMessage)
}

describe('repeated keys', () => {
  const object = { ...configMap('a'), data: {} }

  test('of a JSON text reach the decoder, those of YAML do not', () => {
    expect(messagesOf(object, 'x.json', ['data'])[0]).toContain('duplicate field "data"')
    expect(messagesOf(object, 'x.yaml', ['data'])).toEqual([undefined])
  })

  test('in a List are those of the item that has them', () => {
    const list = { apiVersion: 'v1', kind: 'List', items: [object, object] }
    const [first, second] = messagesOf(list, 'x.json', ['items', 1, 'data'])
    expect(first).toBeUndefined()
    expect(second).toContain('duplicate field "data"')
  })
})

describe('recovery', () => {
  const declared = (value: unknown) => declare([documentOf(value)], { ...recovering, recover: true })[0]!
  const recovering = { role: 'input', namespace: 'default', version: newestVersion, firstOrder: 0 } as const

  test.each([
    ['a kind in lower case', { apiVersion: 'v1', kind: 'pod', metadata: { name: 'a' } }, 'Pod'],
    ['both keys in lower case', { apiversion: 'apps/v1', Kind: 'deployment', metadata: { name: 'a' } }, 'Deployment'],
    ['a slip in the kind', { apiVersion: 'v1', kind: 'ConfgMap', metadata: { name: 'a' } }, 'ConfigMap'],
    ['a kind without its group', { apiVersion: 'v1', kind: 'Ingress', metadata: { name: 'a' } }, 'Ingress'],
  ])('%s is decoded as what was meant, and stays a problem', (_, value, kind) => {
    const { resource, problem } = declared(value)
    expect(problem).toBeDefined()
    expect(resource).toMatchObject({ type: { kind }, name: 'a', decodeErrors: [] })
    expect(declare([documentOf(value)], recovering)[0]!.resource).toBeUndefined()
  })

  test.each([
    ['a version gone by', { apiVersion: 'extensions/v1beta1', kind: 'Ingress' }],
    ['no apiVersion at all', { kind: 'Pod' }],
    ['a kind of its own', { apiVersion: 'example.com/v1', kind: 'pod' }],
  ])('%s is not guessed at', (_, value) => {
    expect(declared(value).resource).toBeUndefined()
  })

  test('what could be read of a refused document counts', () => {
    const document = { ...documentOf(undefined), partial: configMap('a') }
    expect(declare([document], recovering)).toEqual([])
    expect(declare([document], { ...recovering, recover: true })[0]!.resource!.name).toBe('a')
  })
})
