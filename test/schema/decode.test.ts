import { describe, expect, test } from 'vitest'
import { decoded, definitionWith, pod } from './decoded.ts'

describe('an object that is all right', () => {
  const right = [
    pod(
      { priority: -1, nodeSelector: { zone: 'a' }, terminationGracePeriodSeconds: 0 },
      { command: [], resources: { limits: { cpu: 0.5, memory: '1Gi' } } }
    ),
    { apiVersion: 'v1', kind: 'ConfigMap', data: { '': '' }, binaryData: { a: 'aGk=' } },
    {
      apiVersion: 'v1',
      kind: 'Service',
      spec: {
        ports: [
          { port: 80, targetPort: 'http' },
          { port: 81, targetPort: 8081 },
        ],
      },
    },
    { apiVersion: 'v1', kind: 'Pod', metadata: { creationTimestamp: '2026-02-28T23:59:59.123+02:00' }, status: { phase: 'Running' } },
    { apiVersion: 'apps/v1', kind: 'ControllerRevision', data: { spec: [1, 'two'] }, revision: 9007199254740993n },
    definitionWith({
      type: 'object',
      additionalProperties: false,
      items: [{ type: 'string' }],
      dependencies: { a: ['b'], c: { type: 'object' } },
    }),
  ]

  test.each(right)('%# is given back itself', value => {
    const { object, errors, message } = decoded(value)
    expect(errors).toEqual([])
    expect(message).toBeUndefined()
    expect(object).toBe(value)
  })

  test.each(right)('%# is read once, key by key', value => {
    const counts = { reads: 0, listings: 0 }
    decoded(counted(value, counts))
    const { values, objects } = sizeOf(value)
    expect(counts.reads).toBeLessThanOrEqual(values + 2)
    expect(counts.listings).toBeLessThanOrEqual(objects)
  })
})

describe('null', () => {
  test('is as if the field were not there', () => {
    const { object, errors } = decoded({ ...pod({ volumes: null, hostNetwork: null }), metadata: { name: 'web', creationTimestamp: null } })
    expect(errors).toEqual([])
    expect(object).toEqual(pod())
  })

  test('in a list or a map is what Go makes of it', () => {
    const { object, errors } = decoded(
      pod({ nodeSelector: { a: null }, tolerations: [null] }, { args: [null], resources: { limits: { cpu: null } } })
    )
    expect(errors).toEqual([])
    expect(object.spec).toEqual({
      nodeSelector: { a: '' },
      tolerations: [{}],
      containers: [{ name: 'web', image: 'web:1', args: [''], resources: { limits: { cpu: '0' } } }],
    })
  })

  test('inside a value of any type stays', () => {
    const data = { a: null, b: [null] }
    expect(decoded({ apiVersion: 'apps/v1', kind: 'ControllerRevision', metadata: null, data }).object).toMatchObject({ data })
  })
})

describe('all errors at once', () => {
  const value = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 7, labels: { a: 1, b: 'b' }, zone: 'x' },
    spec: { containers: [{ name: 'web', ports: 'http', resources: { limits: { cpu: '1 core', memory: '1Gi' } } }, 'x'], priority: 3e9 },
  }

  test('each at its own place, in the order of the document', () => {
    expect(decoded(value).errors.map(({ code, target, path }) => [code, target, path.join('.')])).toEqual([
      ['wrong-type', 'value', 'metadata.name'],
      ['wrong-type', 'value', 'metadata.labels.a'],
      ['unknown-field', 'key', 'metadata.zone'],
      ['wrong-type', 'value', 'spec.containers.0.ports'],
      ['quantity', 'value', 'spec.containers.0.resources.limits.cpu'],
      ['wrong-type', 'value', 'spec.containers.1'],
      ['out-of-range', 'value', 'spec.priority'],
    ])
  })

  test('leave an object without wrong parts, whose items keep their index', () => {
    const { object } = decoded(value)
    expect(object).toEqual({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { labels: { b: 'b' } },
      spec: { containers: [{ name: 'web', resources: { limits: { memory: '1Gi' } } }, {}] },
    })
    expect(decoded(object).errors).toEqual([])
  })

  test.each([
    [pod({ priority: '7' }), 'integer', 'string "7"', '7'],
    [pod({ hostNetwork: 'Yes' }), 'boolean', 'string "Yes"', 'true'],
    [pod({}, { image: true }), 'string', 'boolean true', '"true"'],
    [pod({ nodeSelector: { cores: 8 } }), 'string', 'number 8', '"8"'],
    [pod({ volumes: {} }), 'list of objects', 'object', undefined],
    [pod({}, { args: 'a b' }), 'list of strings', 'string "a b"', undefined],
    [pod({ nodeSelector: [] }), 'map of strings', 'list', undefined],
    [pod({ securityContext: 7 }), 'object', 'number 7', undefined],
    [pod({ priority: 3e9 }), 'integer of 32 bits', 'number 3000000000', undefined],
    [pod({ overhead: { cpu: '1,5' } }), 'quantity such as 500m or 2Gi', 'string "1,5"', '1.5'],
    [pod({ overhead: { memory: '512mb' } }), 'quantity such as 500m or 2Gi', 'string "512mb"', '512M'],
    [pod({ overhead: { memory: '2 gib' } }), 'quantity such as 500m or 2Gi', 'string "2 gib"', '2Gi'],
    [pod({ overhead: { memory: 'a lot' } }), 'quantity such as 500m or 2Gi', 'string "a lot"', undefined],
  ])('%# says what is expected, what was written and what was surely meant', (wrong, expected, got, suggestion) => {
    const [error] = decoded(wrong).errors
    expect([error!.expected, error!.got, error!.suggestion]).toEqual([expected, got, suggestion])
  })
})

describe('keys that JavaScript gives a meaning', () => {
  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('%s is an unknown field', key => {
    const value = JSON.parse(`{"apiVersion":"v1","kind":"Pod","spec":{"${key}":{"containers":[]}}}`)
    const { object, errors } = decoded(value)
    expect(errors.map(error => error.sentence)).toEqual([`unknown field "spec.${key}"`])
    expect(Object.keys(object.spec as object)).toEqual([])
    expect(Object.getPrototypeOf(object.spec)).toBe(Object.prototype)
  })

  test('__proto__ is a key of a map like any other', () => {
    const value = JSON.parse('{"apiVersion":"v1","kind":"ConfigMap","data":{"__proto__":"a","b":7}}')
    const data = decoded(value).object as { readonly data?: Readonly<Record<string, unknown>> }
    expect(Object.entries(data.data!)).toEqual([['__proto__', 'a']])
  })
})

/** `value`, counting what is read of it. */
function counted<T>(value: T, counts: { reads: number; listings: number }): T {
  if (typeof value !== 'object' || value === null) return value
  const target: object = Array.isArray(value)
    ? value.map(item => counted(item, counts))
    : Object.fromEntries(Object.entries(value).map(([key, part]) => [key, counted(part, counts)]))
  return new Proxy(target, {
    get(object, key) {
      if (key !== 'length') counts.reads++
      return Reflect.get(object, key)
    },
    ownKeys(object) {
      counts.listings++
      return Reflect.ownKeys(object)
    },
  }) as T
}

/** How many values there are below `value`, and how many objects at and below it. */
function sizeOf(value: unknown): { values: number; objects: number } {
  if (typeof value !== 'object' || value === null) return { values: 0, objects: 0 }
  const parts = Object.values(value).map(sizeOf)
  return {
    values: parts.length + parts.reduce((sum, part) => sum + part.values, 0),
    objects: (Array.isArray(value) ? 0 : 1) + parts.reduce((sum, part) => sum + part.objects, 0),
  }
}
