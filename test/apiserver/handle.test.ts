import { describe, expect, test } from 'vitest'
import type { AdmissionPlugin } from '../../src/apiserver/admission/plugin.ts'
import type { Refusal } from '../../src/apiserver/answer.ts'
import { handle } from '../../src/apiserver/handle.ts'
import type { Strategy } from '../../src/apiserver/strategy.ts'
import { newestVersion } from '../../src/k8s/version.ts'
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

  test('a refusal by the decoder has its sentence', () => {
    const [decode] = server.handle(requestOf(everythingWrong), viewOf()).objections
    expect(decode).toMatchObject({ code: 400, reason: 'BadRequest', errors: [] })
    expect(decode!.message).toContain('unknown field "spec.oops"')
  })

  test('a refusal by validation has the message of the Status and its causes, each at its place', () => {
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: { containers: twoOnOnePort } }
    expect(server.handle(requestOf(pod), viewOf()).objections).toEqual([
      {
        stage: 'validate',
        code: 422,
        reason: 'Invalid',
        message: 'Pod "p" is invalid: spec.containers[1].ports[0].hostPort: Duplicate value: "TCP//8080"',
        errors: [
          {
            reason: 'FieldValueDuplicate',
            field: 'spec.containers[1].ports[0].hostPort',
            path: ['spec', 'containers', 1, 'ports', 0, 'hostPort'],
            message: 'Duplicate value: "TCP//8080"',
          },
        ],
      },
    ])
  })
})

describe('the stages of one kind', () => {
  const refusal = (message: string): Refusal => ({ code: 403, reason: 'Forbidden', message, errors: [] })
  const mark = <T extends object>(object: T, key: string) => ({ ...object, data: { ...(object as { data?: object }).data, [key]: '' } })
  const plugins: readonly AdmissionPlugin[] = [
    { name: 'Quota', last: true, validate: ({ object }) => refusal(`quota ${Object.keys((object as { data: object }).data)}`) },
    { name: 'Mutating', admit: ({ object }) => ({ object: mark(object, 'admitted'), refusal: refusal('mutating') }) },
    { name: 'Validating', validate: () => refusal('validating') },
  ]
  const strategy: Strategy = {
    allocate: ({ object }) => ({ object: mark(object, 'allocated'), refusal: refusal('allocation') }),
    prepare: object => mark(object, 'prepared'),
    rules: [{ at: 'data.prepared', reason: 'FieldValueForbidden', check: () => ['always'] }],
    warnings: () => [{ message: 'careful', path: ['data'] }],
  }
  const configMap = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } }
  const run = (without: Partial<Strategy> = {}) =>
    handle(requestOf(configMap), { ...strategy, ...without }, plugins, { view: viewOf(), version: newestVersion })

  test('come in the order of the server, quota last', () => {
    expect(run().objections.map(({ stage, plugin, message }) => [stage, plugin, message])).toEqual([
      ['mutate', 'Mutating', 'mutating'],
      ['allocate', undefined, 'allocation'],
      ['validate', undefined, 'ConfigMap "a" is invalid: data.prepared: Forbidden: always'],
      ['admit', 'Validating', 'validating'],
      ['quota', 'Quota', 'quota admitted,allocated,prepared'],
    ])
  })

  test('warn only of what is valid', () => {
    expect(run().warnings).toEqual([])
    const { warnings } = handle(requestOf(configMap), { warnings: strategy.warnings! }, [], { view: viewOf(), version: newestVersion })
    expect(warnings.map(({ message }) => message)).toEqual(['careful'])
  })
})

describe('messages', () => {
  test('several errors stand in brackets, and the group stands behind the kind', () => {
    const containers = [{ name: 'c', image: 'i', resources: { requests: { cpu: 2, memory: '-1' }, limits: { cpu: 1 } } }]
    const deployment = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web' },
      spec: { selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' } }, spec: { containers } } },
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
    expect(objectionsTo({ apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' })).toEqual([])
    expect(objectionsTo({ apiVersion: 'v1', kind: 'LimitRange' })).toEqual([])
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
