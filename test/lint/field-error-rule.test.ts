import { describe, expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import type { Objection, Verdict } from '../../src/apiserver/answer.ts'
import type { Resource } from '../../src/cluster/resource.ts'
import type { FieldError } from '../../src/k8s/field-error.ts'
import { runRules } from '../../src/lint/run-rules.ts'
import { resourcesOf, runOf } from './set-of.ts'

const api = await Promise.all(rules.filter(({ id }) => id.startsWith('api/')).map(entry => entry.load()))
const [pod] = resourcesOf(`apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec:
  restartPolicy: always
  containers:
    - name: web
      ports:
        - { containerPort: 80, hostPort: 80 }
        - { containerPort: 81, hostPort: 80 }
      volumeMounts:
        - { name: setings, mountPath: /a }
        - { name: cache, mountPath: /b }
  volumes:
    - name: settings
`)

function findings(verdict: Partial<Verdict>, resource: Resource = pod!) {
  const request = { resource, operation: 'create', verdict: { objections: [], warnings: [], stored: {}, ...verdict } } as const
  const environment = { version: { minor: 36 }, world: 'open', requests: [request] } as const
  const { diagnostics, internalErrors } = runRules(runOf([resource], api, { environment }))
  expect(internalErrors).toEqual([])
  return diagnostics
}

function objection(overrides: Partial<Objection>): Objection {
  return { stage: 'validate', code: 422, reason: 'Invalid', message: 'Pod "web" is invalid', errors: [], ...overrides }
}

const container = ['spec', 'containers', 0]

describe('one error of the server', () => {
  test.each<[FieldError, { rule: string; message: string; help: string; marked: string; fix?: string; related?: string }]>([
    [
      { reason: 'FieldValueRequired', field: 'spec.containers[0].image', path: [...container, 'image'], message: 'Required value' },
      {
        rule: 'api/required',
        message: 'Pod web has no spec.containers[0].image.',
        help: 'Write spec.containers[0].image.',
        marked: 'name: web',
      },
    ],
    [
      {
        reason: 'FieldValueRequired',
        field: 'spec.restartPolicy',
        path: ['spec', 'restartPolicy'],
        message: 'Required value: valid values: "OnFailure", "Never"',
      },
      {
        rule: 'api/required',
        message: 'Pod web has no spec.restartPolicy: valid values: "OnFailure", "Never".',
        help: 'Write spec.restartPolicy with one of OnFailure, Never.',
        marked: 'always',
      },
    ],
    [
      {
        reason: 'FieldValueInvalid',
        field: 'spec.containers[0].ports[0].hostPort',
        path: [...container, 'ports', 0, 'hostPort'],
        message: 'Invalid value: 80: must be between 1024 and 65535, inclusive',
      },
      {
        rule: 'api/invalid-value',
        message: 'Pod web has an invalid spec.containers[0].ports[0].hostPort: must be between 1024 and 65535, inclusive.',
        help: 'Set spec.containers[0].ports[0].hostPort to a value that is between 1024 and 65535, inclusive.',
        marked: '80',
      },
    ],
    [
      {
        reason: 'FieldValueNotSupported',
        field: 'spec.restartPolicy',
        path: ['spec', 'restartPolicy'],
        message: 'Unsupported value: "always": supported values: "Always", "Never", "OnFailure"',
      },
      {
        rule: 'api/unsupported-value',
        message: 'Pod web has an unsupported spec.restartPolicy, "always": supported values: "Always", "Never", "OnFailure".',
        help: 'Write Always.',
        marked: 'always',
        fix: 'safe Always',
      },
    ],
    [
      {
        reason: 'FieldValueDuplicate',
        field: 'spec.containers[0].ports[1].hostPort',
        path: [...container, 'ports', 1, 'hostPort'],
        message: 'Duplicate value: "TCP//80"',
      },
      {
        rule: 'api/duplicate-value',
        message: 'spec.containers[0].ports[1].hostPort of Pod web repeats "TCP//80", which must be unique.',
        help: 'Give spec.containers[0].ports[1].hostPort another value, or remove the item.',
        marked: '80',
        related: 'spec.containers.0.ports.0.hostPort',
      },
    ],
    [
      { reason: 'FieldValueForbidden', field: 'spec.volumes[0]', path: ['spec', 'volumes', 0], message: 'Forbidden: may not be set' },
      {
        rule: 'api/forbidden-value',
        message: 'Pod web may not have spec.volumes[0]: may not be set.',
        help: 'Remove spec.volumes[0], or what forbids it.',
        marked: 'name: settings',
      },
    ],
    [
      { reason: 'FieldValueTooMany', field: 'spec.volumes', path: ['spec', 'volumes'], message: 'Too many: 2: must have at most 1 items' },
      {
        rule: 'api/too-long',
        message: 'Pod web has too large a value in spec.volumes: must have at most 1 items.',
        help: 'Shorten spec.volumes.',
        marked: 'volumes',
      },
    ],
    [
      {
        reason: 'FieldValueNotFound',
        field: 'spec.containers[0].volumeMounts[0].name',
        path: [...container, 'volumeMounts', 0, 'name'],
        message: 'Not found: "setings"',
      },
      {
        rule: 'api/not-found',
        message: 'Pod web names "setings" in spec.containers[0].volumeMounts[0].name, which it does not hold.',
        help: 'Write settings, or add a volume with the name setings.',
        marked: 'setings',
        fix: 'unsafe settings',
      },
    ],
    [
      {
        reason: 'FieldValueNotFound',
        field: 'spec.containers[0].volumeMounts[1].name',
        path: [...container, 'volumeMounts', 1, 'name'],
        message: 'Not found: "cache"',
      },
      {
        rule: 'api/not-found',
        message: 'Pod web names "cache" in spec.containers[0].volumeMounts[1].name, which it does not hold.',
        help: 'Add a volume with the name cache, or mount one of those that the pod has.',
        marked: 'cache',
      },
    ],
  ])('$field: $message', (error, { marked, fix, related, ...said }) => {
    const found = findings({ objections: [objection({ errors: [error] })] })
    const { reason, field, message } = error
    expect(found).toHaveLength(1)
    const { span, fixes, cause, component, severity, claim, stage, help, rule, path } = found[0]!
    expect({ rule, message: found[0]!.message, help }).toEqual(said)
    expect({ severity, claim, stage, path }).toEqual({ severity: 'error', claim: 'fails', stage: 'validate', path: error.path })
    expect(cause).toEqual({ reason, field, message })
    expect(component).toEqual({ name: 'kube-apiserver', sentence: `${field}: ${message}` })
    expect(span.file.text.slice(span.start, span.end)).toBe(marked)
    expect(fixes.map(({ safe, edits }) => `${safe ? 'safe' : 'unsafe'} ${edits[0]!.text}`)).toEqual(fix === undefined ? [] : [fix])
    expect(found[0]!.related.map(place => place.path.join('.'))).toEqual(related === undefined ? [] : [related])
  })
})

describe('every stage', () => {
  test('all objections are told, each with its stage', () => {
    const error: FieldError = { reason: 'FieldValueInvalid', field: 'spec', path: ['spec'], message: 'Invalid value: null: no' }
    const refusal = 'pods "web" is forbidden: no PriorityClass with name high was found'
    const found = findings({
      objections: [
        objection({ stage: 'decode', code: 400, reason: 'BadRequest', errors: [error] }),
        objection({ stage: 'mutate', code: 403, reason: 'Forbidden', message: refusal, plugin: 'Priority', at: ['spec', 'restartPolicy'] }),
        objection({ errors: [error] }),
        objection({ stage: 'quota', code: 403, reason: 'Forbidden', message: 'exceeded quota: q', errors: [error] }),
        objection({ stage: 'admit', code: 404, reason: 'NotFound', message: 'namespaces "shop" not found' }),
      ],
    })
    expect(found.map(({ rule, stage, message }) => [rule, stage, message])).toEqual([
      ['api/invalid-value', 'validate', 'Pod web has an invalid spec: no.'],
      ['api/invalid-value', 'admit', 'Pod web has an invalid spec: no.'],
      ['api/refused-by-admission', 'admit', 'Admission plugin Priority refuses Pod web: no PriorityClass with name high was found.'],
      ['api/refused-by-admission', 'admit', 'The API server refuses Pod web: namespaces "shop" not found.'],
    ])
    expect(found[2]?.component).toEqual({ name: 'kube-apiserver', reason: 'Forbidden', sentence: refusal })
  })

  test('a warning is passed on as it is', () => {
    const message = 'spec.containers[0].ports[1]: duplicate port definition'
    const [warning] = findings({ warnings: [{ message, path: [...container, 'ports', 1] }] })
    expect(warning).toMatchObject({ rule: 'api/server-warning', severity: 'warning', claim: 'risks', stage: 'warn' })
    expect(warning?.component?.sentence).toBe(message)
  })
})

describe('what the server misses because decoding has left it out is no second finding', () => {
  const required = (path: (string | number)[]): FieldError => ({
    reason: 'FieldValueRequired',
    field: path.join('.'),
    path,
    message: 'Required value',
  })
  const sentence = 'unknown field'

  test.each<[string, Resource['decodeErrors'][number], (string | number)[], number]>([
    ['a value of a wrong type', { code: 'wrong-type', path: ['spec', 'containers'], target: 'value', sentence }, ['spec', 'containers'], 0],
    ['a part of it', { code: 'wrong-type', path: ['spec'], target: 'value', sentence }, ['spec', 'containers'], 0],
    [
      'a misspelt field',
      { code: 'unknown-field', path: ['spec', 'image'], target: 'key', sentence, suggestion: 'images' },
      ['spec', 'images'],
      0,
    ],
    [
      'a misplaced field',
      { code: 'unknown-field', path: ['volumes'], target: 'key', sentence, belongsTo: ['spec'] },
      ['spec', 'volumes'],
      0,
    ],
    ['something else', { code: 'wrong-type', path: ['spec', 'volumes'], target: 'value', sentence }, ['spec', 'containers'], 1],
    ['a field that nothing is like', { code: 'unknown-field', path: ['spec', 'x'], target: 'key', sentence }, ['spec', 'x'], 1],
  ])('%s', (_, error, path, count) => {
    const resource = { ...pod!, decodeErrors: [error] }
    expect(findings({ objections: [objection({ errors: [required(path)] })] }, resource)).toHaveLength(count)
  })
})
