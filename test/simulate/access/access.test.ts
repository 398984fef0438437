import { describe, expect, test } from 'vitest'
import { access as runAccess } from '../../../src/access-pipeline.ts'
import { parseOptions } from '../../../src/config/options.ts'
import { access } from '../../../src/index.ts'
import { accessText } from '../../../src/report/access-text.ts'
import { strictSchema } from '../../report/strict-schema.ts'

const text = `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: reader, namespace: shop}
rules:
  - apiGroups: ["", apps]
    resources: [pods, deployments]
    verbs: [get, list]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: read, namespace: shop}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
subjects:
  - {kind: User, name: joe, apiGroup: rbac.authorization.k8s.io}
  - {kind: User, name: jane, apiGroup: rbac.authorization.k8s.io}
  - {kind: ServiceAccount, name: web}
`
const inputs = [{ path: 'rbac.yaml', text }]
const getPods = { namespace: 'shop', verb: 'get', resource: 'pods' }

/** What a person reads of a typed question. */
async function read(
  verb: string,
  target: string,
  options: object = {}
): Promise<{ readonly text: string; readonly notes: readonly string[] }> {
  const settings = parseOptions({ namespace: 'shop', as: 'jane', ...options }, 'access')
  const outcome = await runAccess({ inputs, question: { verb, target } }, settings)
  return { text: accessText(outcome, { color: false, width: 100 }), notes: outcome.notes }
}

describe('a question', () => {
  test('is answered by the binding and the rule that allow it', async () => {
    const { answers } = await access({ inputs, queries: [{ id: 'q', user: 'jane', groups: [], resource: getPods }] })
    expect(answers).toEqual([
      {
        id: 'q',
        user: 'jane',
        groups: [],
        resource: getPods,
        allowed: true,
        reasons: ['RBAC: allowed by RoleBinding "read/shop" of Role "reader" to User "jane"'],
        why: [
          { file: 'rbac.yaml', line: 15, column: 5 },
          { file: 'rbac.yaml', line: 5, column: 5 },
        ],
      },
    ])
  })

  test('is the own one of whoever asks where it names nobody', async () => {
    const ask = async (options: Readonly<Record<string, unknown>>) =>
      (await access({ inputs, queries: [{ id: 1, resource: getPods }], options })).answers[0]
    expect(await ask({ as: 'jane' })).toMatchObject({ user: 'jane', groups: ['system:authenticated'], allowed: true })
    expect(await ask({ as: 'jim' })).toMatchObject({ user: 'jim', allowed: false, reasons: [], why: [] })
    expect(await ask({})).toMatchObject({ user: 'kubernetes-admin', allowed: true })
  })

  test('may be about a path, which the server itself grants', async () => {
    const queries = [{ id: 1, user: 'x', groups: ['system:unauthenticated'], nonResource: { path: '/healthz', verb: 'get' } }]
    expect((await access({ inputs: [], queries })).answers[0]).toMatchObject({ allowed: true, why: [], nonResource: { path: '/healthz' } })
  })

  test('with list has all rules of the namespace, as a review tells them', async () => {
    const { answers } = await access({ inputs, options: { as: 'jane', namespace: 'shop', list: true } })
    expect(answers[0]?.rules?.resourceRules).toContainEqual({
      verbs: ['get', 'list'],
      apiGroups: ['', 'apps'],
      resources: ['pods', 'deployments'],
    })
    expect(answers[0]?.rules?.nonResourceRules.length).toBeGreaterThan(0)
    expect(answers[0]?.rules?.incomplete).toBe(false)
  })

  test('with who has every subject once', async () => {
    const { answers } = await access({
      inputs,
      queries: [{ id: 1, resource: { ...getPods, resource: 'deployments', group: 'apps' } }],
      options: { who: true },
    })
    const own = answers[0]?.subjects?.filter(({ why }) => why.length > 0)
    expect(own?.map(({ kind, name, namespace }) => [kind, name, namespace])).toEqual([
      ['User', 'joe', undefined],
      ['User', 'jane', undefined],
      ['ServiceAccount', 'web', 'shop'],
    ])
    expect(answers[0]?.subjects?.[0]).toMatchObject({ kind: 'Group', name: 'system:masters' })
  })

  test('counts no binding that the server would refuse', async () => {
    const refused = text.replace('metadata: {name: read,', 'metadata: {name: read, bogus: 1,')
    const queries = [{ id: 1, user: 'jane', resource: getPods }]
    expect((await access({ inputs: [{ path: 'a.yaml', text: refused }], queries })).answers[0]?.allowed).toBe(false)
  })
})

test('every answer agrees with its schema', async () => {
  const queries = [
    { id: 1, user: 'jane', groups: [], resource: getPods },
    { id: 'b', nonResource: { path: '/healthz', verb: 'get' } },
  ]
  const results = [
    await access({ inputs, queries, options: { list: true, namespace: 'shop' } }),
    await access({ inputs, queries, options: { who: true } }),
    await access({ inputs, options: { list: true, as: 'jane' } }),
  ]
  for (const result of results) {
    const isValid = strictSchema('access')
    expect(isValid(result), JSON.stringify(isValid.errors)).toBe(true)
    expect(strictSchema('batch')({ id: 7, result })).toBe(true)
  }
})

describe('a typed question', () => {
  test.each([
    ['get', 'pods', 'yes  jane may get pods in namespace shop'],
    ['get', 'pod', 'yes  jane may get pods in namespace shop'],
    ['get', 'Deployment', 'yes  jane may get deployments.apps in namespace shop'],
    ['get', 'deployments.apps/scale', 'no   jane may not get deployments.apps/scale in namespace shop'],
    ['list', 'nodes', 'no   jane may not list nodes'],
    ['get', '/version', 'yes  jane may get /version'],
    ['get', 'widgets.example.com', 'no   jane may not get widgets.example.com in namespace shop'],
  ])('%s %s is read as what is meant', async (verb, target, line) => {
    expect((await read(verb, target)).text.split('\n')[0]).toBe(line)
  })

  test('shows the reason and where it is written', async () => {
    expect((await read('get', 'pods')).text).toBe(
      `yes  jane may get pods in namespace shop
     RBAC: allowed by RoleBinding "read/shop" of Role "reader" to User "jane"
     rbac.yaml:15:5
     rbac.yaml:5:5
`
    )
  })

  test('about no known resource is answered with a note', async () => {
    expect((await read('get', 'podz')).notes).toEqual(['Neither Kubernetes 1.36 nor the input has a resource "podz". Did you mean pods?'])
    expect((await read('get', '*')).notes).toEqual([])
  })

  test('knows the resources that the input defines', async () => {
    const definition = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: widgets.example.com}
spec:
  group: example.com
  scope: Cluster
  names: {kind: Widget, plural: widgets, singular: widget}
  versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}]
`
    const settings = parseOptions({ as: 'jane' }, 'access')
    const job = { inputs: [{ path: 'a.yaml', text: definition }], question: { verb: 'get', target: 'widget' } }
    const { answers, notes } = await runAccess(job, settings)
    expect(answers[0]?.query.resource).toEqual({ verb: 'get', group: 'example.com', resource: 'widgets' })
    expect(notes).toEqual([])
  })
})
