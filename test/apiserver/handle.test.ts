import { describe, expect, test } from 'vitest'
import { answerOf, unmatchedAnswer } from '../../src/apiserver/answer-of.ts'
import { objectionsTo, requestOf, server, viewOf } from './request-of.ts'

const twoOnOnePort = [8080, 8080].map((hostPort, i) => ({ name: `c${i}`, image: 'i', ports: [{ containerPort: 80, hostPort }] }))

describe('stages', () => {
  const everythingWrong = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p', namespace: 'nowhere' },
    spec: { priorityClassName: 'none', containers: twoOnOnePort, oops: 1 },
  }

  test('all objections are told in the order of the stages', () => {
    const { objections } = server.handle(requestOf(everythingWrong), viewOf())
    expect(objections.map(({ stage, code, plugin }) => [stage, code, plugin])).toEqual([
      ['decode', 400, undefined],
      ['mutate', 404, 'NamespaceLifecycle'],
      ['mutate', 403, 'Priority'],
      ['validate', 422, undefined],
    ])
  })

  test('the answer is the first of them', () => {
    const answer = answerOf(server.handle(requestOf(everythingWrong), viewOf()), 'create')
    expect(answer).toMatchObject({ code: 400, reason: 'BadRequest' })
    expect(answer.message).toContain('unknown field "spec.oops"')
    expect(answer.causes).toBeUndefined()
  })

  test('the answer to a validation error has the message of the Status and its causes', () => {
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: { containers: twoOnOnePort } }
    expect(answerOf(server.handle(requestOf(pod), viewOf()), 'create')).toEqual({
      code: 422,
      reason: 'Invalid',
      message: 'Pod "p" is invalid: spec.containers[1].ports[0].hostPort: Duplicate value: "TCP//8080"',
      causes: [{ reason: 'FieldValueDuplicate', field: 'spec.containers[1].ports[0].hostPort', message: 'Duplicate value: "TCP//8080"' }],
      warnings: [],
    })
  })
})

describe('messages', () => {
  test('several errors stand in brackets, and the group stands behind the kind', () => {
    const containers = [{ name: 'c', image: 'i', resources: { requests: { cpu: 2, memory: '-1' }, limits: { cpu: 1 } } }]
    const deployment = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web' },
      spec: { template: { spec: { containers } } },
    }
    expect(objectionsTo(deployment)).toEqual([
      'Deployment.apps "web" is invalid: [' +
        'spec.template.spec.containers[0].resources.requests: Invalid value: "2": must be less than or equal to cpu limit of 1, ' +
        'spec.template.spec.containers[0].resources.requests[memory]: Invalid value: "-1": must be greater than or equal to 0]',
    ])
  })

  test('an object without any name is refused, one with generateName gets a name', () => {
    expect(objectionsTo({ apiVersion: 'v1', kind: 'ConfigMap', metadata: {} })).toEqual([
      'ConfigMap "" is invalid: metadata.name: Required value: name or generateName is required',
    ])
    const generated = requestOf({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { generateName: 'g-' } })
    expect(server.handle(generated, viewOf())).toMatchObject({ objections: [], stored: { metadata: { name: 'g-<suffix>' } } })
  })

  test('nothing is stored of a review, and the server names a LimitRange itself', () => {
    expect(objectionsTo({ apiVersion: 'authentication.k8s.io/v1', kind: 'TokenReview' })).toEqual([])
    expect(objectionsTo({ apiVersion: 'v1', kind: 'LimitRange' })).toEqual([])
  })

  test('a kind that is not served has no match', () => {
    expect(unmatchedAnswer('example.com/v1', 'Widget')).toEqual({
      code: 404,
      reason: 'NotFound',
      message: 'no matches for kind "Widget" in version "example.com/v1"',
      warnings: [],
    })
  })
})

test('the stored object is in the namespace of the request, a cluster-scoped one in none', () => {
  const configMap = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } }
  expect(server.handle(requestOf(configMap), viewOf()).stored.metadata).toEqual({ name: 'a', namespace: 'default' })
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a', namespace: 'b' } }
  expect(server.handle(requestOf(namespace), viewOf()).stored.metadata).not.toHaveProperty('namespace')
})

test('what validation misses because decoding has dropped it is not told twice', () => {
  const unreadable = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 1 } } as object
  expect(server.handle(requestOf(unreadable), viewOf()).objections.map(({ stage }) => stage)).toEqual(['decode'])
  const misspelt = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { nmae: 'a' } } as object
  expect(server.handle(requestOf(misspelt), viewOf()).objections.map(({ stage }) => stage)).toEqual(['decode'])
})

test('the object of a request is never changed', () => {
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: { containers: [{ name: 'c', image: 'i' }] } }
  const before = structuredClone(pod)
  const request = requestOf(pod)
  const sent = structuredClone(request.object)
  server.handle(request, viewOf())
  expect(pod).toEqual(before)
  expect(request.object).toEqual(sent)
})
