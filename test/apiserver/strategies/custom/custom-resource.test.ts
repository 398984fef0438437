import { describe, expect, test } from 'vitest'
import { answersTo, definitionOf, inputsOf, widget } from '../../custom-kind.ts'

const size = { type: 'object', properties: { size: { type: 'integer' } } }
const withStatus = { subresources: { status: {} } }

async function stored(schema: object, object: object, version: object = {}, root: object = {}) {
  const [answer] = await answersTo([object], { crds: inputsOf([definitionOf(schema, version, root)]) })
  return answer?.stored
}

describe('an object of a custom kind is stored', () => {
  test('with the defaults of its schema, also inside those', async () => {
    const inner = { type: 'object', default: {}, properties: { a: { type: 'integer', default: 1 } } }
    const items = { type: 'object', properties: { b: { type: 'string', default: 'x' } } }
    const schema = {
      type: 'object',
      properties: { inner, list: { type: 'array', items }, n: { type: 'string', nullable: true, default: 'y' } },
    }
    expect(await stored(schema, widget({ list: [{}, { b: 'z' }], n: null }))).toMatchObject({
      metadata: { generation: 1 },
      spec: { inner: { a: 1 }, list: [{ b: 'x' }, { b: 'z' }], n: null },
    })
  })

  test('without what is empty in its metadata, and without nulls', async () => {
    const object = widget({ size: null }, { metadata: { name: 'w', labels: {}, annotations: null } })
    const kept = await stored(size, object)
    expect(kept).toMatchObject({ spec: {} })
    expect(Object.keys((kept as { metadata: object }).metadata).sort()).toEqual([
      'creationTimestamp',
      'generation',
      'name',
      'namespace',
      'uid',
    ])
  })

  test('without its status, where that is written by a request of its own', async () => {
    const root = { properties: { spec: size, status: { type: 'object', properties: { a: { type: 'string' } } } } }
    const object = widget({}, { status: { a: 'b' } })
    expect(await stored(size, object, withStatus, root)).not.toHaveProperty('status')
    expect(await stored(size, object, {}, root)).toHaveProperty('status', { a: 'b' })
  })

  test('with fields that no schema names, where they are preserved', async () => {
    const schema = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true, properties: { known: size } }
    const [answer] = await answersTo([widget({ a: { b: 1 }, known: { size: 1 } })], { crds: inputsOf([definitionOf(schema)]) })
    expect(answer?.stored).toMatchObject({ spec: { a: { b: 1 }, known: { size: 1 } } })
  })
})

describe('an object that cannot be decoded', () => {
  test.each<[string, object, object, string]>([
    [
      'has unknown fields',
      size,
      widget({ sise: 1 }, { more: 1 }),
      'strict decoding error: unknown field "more", unknown field "spec.sise"',
    ],
    [
      'has metadata of another type',
      size,
      widget({}, { metadata: { name: 'w', labels: { a: 1 } } }),
      'json: cannot unmarshal number into Go struct field ObjectMeta.labels of type string',
    ],
    [
      'holds an object whose kind is no text',
      { type: 'object', 'x-kubernetes-embedded-resource': true, 'x-kubernetes-preserve-unknown-fields': true },
      widget({ apiVersion: 'v1', kind: 1 }),
      'spec.kind: Invalid value: 1: must be a string',
    ],
  ])('%s', async (_, schema, object, words) => {
    const [answer] = await answersTo([object], { crds: inputsOf([definitionOf(schema)]) })
    expect([answer?.code, answer?.message]).toEqual([400, `Widget in version "v1" cannot be handled as a Widget: ${words}`])
  })
})

describe('an update of a custom object', () => {
  const rules = [{ rule: 'self >= oldSelf', message: 'grows' }]
  const schema = {
    type: 'object',
    properties: { size: { type: 'integer', 'x-kubernetes-validations': rules }, name: { type: 'string', maxLength: 3 } },
  }
  const update = async (before: object, after: object) => {
    const from = inputsOf([widget(before)])
    const [answer] = await answersTo([widget(after)], { crds: inputsOf([definitionOf(schema)]), from, options: { update: 'replace' } })
    return answer?.causes?.map(({ field, message }) => `${field}: ${message}`) ?? answer?.code
  }

  test.each<[string, object, object, unknown]>([
    ['goes by rules about changes', { size: 2 }, { size: 1 }, ['spec.size: Invalid value: 1: grows']],
    ['may leave what is wrong as it was', { size: 1, name: 'long name' }, { size: 2, name: 'long name' }, 200],
    [
      'may not make another mistake',
      { name: 'long name' },
      { name: 'other name' },
      [expect.stringMatching(/^spec.name: Too long/), expect.any(String)],
    ],
  ])('%s', async (_, before, after, expected) => {
    expect(await update(before, after)).toEqual(expected)
  })
})

describe('warnings', () => {
  test('name a deprecated version and the one to use, and finalizers without a domain', async () => {
    const [old] = [definitionOf(size, { deprecated: true })] as [{ spec: { versions: object[] } }]
    old.spec.versions.push({ ...old.spec.versions[0], name: 'v2', deprecated: false, storage: false })
    const object = widget({}, { metadata: { name: 'w', finalizers: ['mine'] } })
    const [answer] = await answersTo([object], { crds: inputsOf([old]) })
    expect(answer?.warnings).toEqual([
      'example.com/v1 Widget is deprecated; use example.com/v2 Widget',
      'metadata.finalizers: "mine": prefer a domain-qualified finalizer name to avoid accidental conflicts with other finalizer writers',
    ])
  })
})

describe('the order of a set', () => {
  const definition = definitionOf(size)
  const codes = async (objects: readonly object[]) => (await answersTo(objects)).map(({ code }) => code)

  test('an object before its definition has no kind yet, one after it has', async () => {
    expect(await codes([widget({}), definition, widget({}, { metadata: { name: 'x' } })])).toEqual([404, 201, 201])
  })

  test('a refused definition defines nothing', async () => {
    const refused = definitionOf({ type: 'object', nonsense: 'x', properties: { a: {} } })
    expect(await codes([refused, widget({})])).toEqual([400, 404])
  })

  test('a definition that is there already counts', async () => {
    const [answer] = await answersTo([widget({})], { cluster: inputsOf([definition]) })
    expect(answer?.code).toBe(201)
  })
})
