import { describe, expect, test } from 'vitest'
import { check } from '../../../src/index.ts'
import { definitionOf, inputsOf, widget } from '../../apiserver/custom-kind.ts'

const spec = {
  type: 'object',
  required: ['size'],
  properties: {
    size: { type: 'integer' },
    name: { type: 'string' },
    inner: { type: 'object', properties: { depth: { type: 'integer' } } },
  },
}

/** What is found in objects beside their definition: place and message. */
async function findings(objects: readonly object[], definition: object = definitionOf(spec)): Promise<readonly string[]> {
  const inputs = [{ path: 'crd.json', text: JSON.stringify(definition) }, ...inputsOf(objects)]
  const { diagnostics } = await check({ inputs, options: { preset: ['correctness'] } })
  return diagnostics.map(({ file, message, help }) => `${file}: ${message}${help === undefined ? '' : ` ${help}`}`)
}

describe('objects of custom kinds, without a server to send them to', () => {
  test.each<[string, object, readonly string[]]>([
    ['nothing wrong', widget({ size: 1 }), []],
    [
      'a misspelt field hides nothing but itself',
      widget({ sise: 1 }),
      ['0.json: Widget w has no field spec.sise: the field is called size. Write size.'],
    ],
    [
      'a field one level too high',
      widget({ size: 1, depth: 1 }),
      ['0.json: Widget w has no field spec.depth: depth is a field of spec.inner. Move depth to spec.inner.'],
    ],
    [
      'a field one level too low',
      widget({ size: 1, inner: { name: 'a' } }),
      ['0.json: Widget w has no field spec.inner.name: name is a field of spec. Move name to spec.'],
    ],
  ])('%s', async (_, object, expected) => {
    expect(await findings([object])).toEqual(expected)
  })

  test('a misspelt kind and a version that is not served', async () => {
    const [misspelt, other] = [
      widget({ size: 1 }, { kind: 'Widgt' }),
      widget({ size: 1 }, { apiVersion: 'example.com/v2', metadata: { name: 'x' } }),
    ]
    expect(await findings([misspelt, other])).toEqual([
      '0.json: No kind Widgt is served in version example.com/v1: Widget in example.com/v1 is. Write kind: Widget.',
      '1.json: No kind Widget is served in version example.com/v2: Widget in example.com/v1 is. Write apiVersion: example.com/v1.',
    ])
  })

  test('the fields of a definition that cannot be read whole are not judged', async () => {
    const found = await findings([widget({ anything: 1 })], definitionOf({ ...spec, required: 'size' }))
    expect(found.filter(line => line.startsWith('0.json'))).toEqual([])
  })

  test('a kind without a definition is not judged', async () => {
    const { skipped } = await check({ inputs: inputsOf([widget({})]) })
    expect(skipped).toMatchObject([{ reason: 'unknown-kind', resource: { kind: 'Widget' } }])
  })

  test('keys with a meaning of their own are keys like others', async () => {
    const text = JSON.stringify(widget({ size: 1 })).replace('"size":1', '"size":1,"__proto__":{"a":1},"constructor":1')
    const { diagnostics } = await check({ inputs: [...inputsOf([definitionOf(spec)]), { path: 'w.json', text }] })
    expect(diagnostics.map(({ message }) => message)).toEqual([
      'Widget w has no field spec.__proto__.',
      'Widget w has no field spec.constructor.',
    ])
  })
})
