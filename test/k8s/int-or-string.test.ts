import { expect, test } from 'vitest'
import { above100PercentErrors, intOrPercentErrors, intOrPercentValue, percentOf } from '../../src/k8s/int-or-string.ts'

test.each([
  [3, 3],
  ['25%', 25],
  ['7', 7],
  ['half', 0],
  [undefined, 0],
])('%s counts as %s', (value, amount) => {
  expect(intOrPercentValue(value)).toBe(amount)
})

test('only a text with a per cent sign is a percentage', () => {
  expect([percentOf('10%'), percentOf('10'), percentOf(10), percentOf('x%')]).toEqual([10, undefined, undefined, undefined])
})

test('a negative number, a text without a per cent sign and more than everything are wrong', () => {
  expect(intOrPercentErrors(-1)).toEqual(['must be greater than or equal to 0'])
  expect(intOrPercentErrors('7')).toHaveLength(1)
  expect(above100PercentErrors('101%')).toEqual(['must not be greater than 100%'])
  expect(above100PercentErrors(101)).toEqual([])
})
