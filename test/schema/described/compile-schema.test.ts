import { describe, expect, test } from 'vitest'
import { compileSchema } from '../../../src/schema/described/compile-schema.ts'

const certificate = {
  type: 'object',
  required: ['spec'],
  properties: {
    spec: {
      type: 'object',
      required: ['secretName', 'constructor'],
      additionalProperties: false,
      properties: {
        secretName: { type: 'string', pattern: '^(a+)+$' },
        replicas: { type: 'integer', format: 'int32', maximum: 5 },
        usage: { enum: ['server', 'client'] },
        constructor: { type: 'string' },
      },
    },
  },
}

describe('a JSON schema that somebody brings', () => {
  const judge = compileSchema(JSON.stringify(certificate))

  test.each([
    ['nothing', { spec: { secretName: 'aaa', constructor: 'x' } }, []],
    ['a missing object', {}, [[['spec'], 'missing']]],
    ['a missing field named like a property of every object', { spec: { secretName: 'a' } }, [[['spec', 'constructor'], 'missing']]],
    ['an unknown field', { spec: { secretName: 'a', constructor: '', secretNme: 1 } }, [[['spec', 'secretNme'], 'unknown', 'secretName']]],
    ['a wrong type', { spec: { secretName: 1, constructor: '' } }, [[['spec', 'secretName'], 'wrong']]],
    ['a number out of range', { spec: { secretName: 'a', constructor: '', replicas: 9 } }, [[['spec', 'replicas'], 'wrong']]],
    ['a value that is not listed', { spec: { secretName: 'a', constructor: '', usage: 'both' } }, [[['spec', 'usage'], 'wrong']]],
  ])('finds %s', (_, value, expected) => {
    if (typeof judge === 'string') throw new Error(judge)
    const found = judge(value).map(({ path, code, near }) => (near === undefined ? [path, code] : [path, code, near]))
    expect(found).toEqual(expected)
  })

  test('matches patterns in time linear in the text', () => {
    if (typeof judge === 'string') throw new Error(judge)
    expect(judge({ spec: { secretName: `${'a'.repeat(50_000)}!`, constructor: '' } })).toHaveLength(1)
  })

  test.each([
    ['{', 'it is no JSON'],
    ['[]', 'it is no object'],
    [
      JSON.stringify({ properties: { a: { $ref: 'https://example.com/a.json' } } }),
      'it refers to another document, https://example.com/a.json',
    ],
    [JSON.stringify({ enum: Array.from({ length: 2001 }, (_, i) => i) }), 'an enum has more than 2000 values'],
    [`${'{"not":'.repeat(120)}{}${'}'.repeat(120)}`, 'it is nested deeper than 100 levels'],
    [
      JSON.stringify({ properties: Object.fromEntries(Array.from({ length: 5001 }, (_, i) => [`p${i}`, {}])) }),
      'an object has more than 5000 properties',
    ],
  ])('is not compiled where it passes a bound: %.30s', (text, trouble) => {
    expect(compileSchema(text)).toBe(trouble)
  })
})
