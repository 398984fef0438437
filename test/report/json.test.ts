import { describe, expect, test } from 'vitest'
import { jsonLine, jsonParts, jsonText } from '../../src/report/json.ts'

describe('JSON', () => {
  test('has two spaces of indent and a newline at the end', () => {
    expect(jsonText({ a: [1], b: {} })).toBe('{\n  "a": [\n    1\n  ],\n  "b": {}\n}\n')
  })

  test.each([
    ['an empty object', {}],
    ['short lists', { a: 1, b: [], c: [1, { d: [] }], e: undefined, f: null }],
    ['long lists', { a: Array.from({ length: 205 }, (_, index) => ({ index, names: ['x', '\u202e'] })), b: 2n ** 63n }],
    ['long lists further down', { before: { a: Array.from({ length: 101 }, () => [[]]), b: {} }, after: { a: [] } }],
  ])('in pieces is the same text: %s', (_, value) => {
    expect([...jsonParts(value)].join('')).toBe(jsonText(value))
  })

  test('is one line for batch', () => {
    expect(jsonLine({ a: 'x\ny' })).toBe('{"a":"x\\ny"}\n')
  })

  test('holds integers beyond 2^53 digit by digit', () => {
    const value = { a: 9_007_199_254_740_993n, b: [-1n, 1], c: 'integer9007199254740993', d: 'integer-1' }
    expect(jsonLine(value)).toBe('{"a":9007199254740993,"b":[-1,1],"c":"integer9007199254740993","d":"integer-1"}\n')
    expect(jsonText({ a: 2n ** 63n })).toBe('{\n  "a": 9223372036854775808\n}\n')
  })

  test.each(['\x1b[31m', '\x7f\x9b', '\u202ea\u2066', '\u2028', '\ufeff', '\u{e0041}', '\ud800', 'x ##[error]', 'a\n::error::b'])(
    '%j is read back the same and printed without anything that acts',
    text => {
      const json = jsonText({ [text]: text })
      expect(JSON.parse(json)).toEqual({ [text]: text })
      expect(json).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066\ufeff\u{e0041}]|##\[|\p{Surrogate}|^\s*::/mu)
    }
  )

  test('an object without a prototype is written like any other', () => {
    const value = Object.assign(Object.create(null), { ['__proto__']: 1, constructor: 'a' })
    expect(jsonLine(value)).toBe('{"__proto__":1,"constructor":"a"}\n')
  })
})
