import { expect, test } from 'vitest'
import { goJson, goNumber, goShown, isInt64 } from '../../src/k8s/go-json.ts'

test.each<[number | bigint, string]>([
  [1, '1'],
  [-0, '0'],
  [1_000_000, '1000000'],
  [9_223_372_036_854_775_807n, '9223372036854775807'],
  [9_223_372_036_854_775_808n, '9.223372036854776e+18'],
  [0.5, '0.5'],
  [1e-5, '1e-05'],
  [1e21, '1e+21'],
  [123456.5, '123456.5'],
  [1234567.5, '1.2345675e+06'],
])('%s is printed as %s', (value, expected) => {
  expect(goNumber(value)).toBe(expected)
})

test('JSON has its keys in order, and no characters of HTML', () => {
  expect(goJson({ b: [1, null, '<&>'], a: { d: true, c: 1.5 } })).toBe('{"a":{"c":1.5,"d":true},"b":[1,null,"\\u003c\\u0026\\u003e"]}')
})

test('texts are shown in quotes, all else as JSON', () => {
  expect(['a"b', 2, null, [1]].map(goShown)).toEqual(['"a\\"b"', '2', 'null', '[1]'])
})

test('only whole numbers of 64 bits are int64', () => {
  expect([1, 1.5, 2 ** 63, -(2 ** 63), 2n ** 63n].map(isInt64)).toEqual([true, false, false, true, false])
})
