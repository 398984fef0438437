import { expect, test } from 'vitest'
import { anySyntax } from '../../src/apiserver/any-syntax.ts'

test.each<[unknown, string]>([
  [null, 'interface {}(nil)'],
  ['a"b', '"a\\"b"'],
  [1.5, '1.5'],
  [true, 'true'],
  [[1, 'a', null], '[]interface {}{1, "a", interface {}(nil)}'],
  [{ b: [], a: { c: 1 } }, 'map[string]interface {}{"a":map[string]interface {}{"c":1}, "b":[]interface {}{}}'],
])('%j in the syntax of Go', (value, expected) => {
  expect(anySyntax(value)).toBe(expected)
})
