import { expect, test } from 'vitest'
import { fillTemplate } from '../../src/lint/template.ts'

test('every name is filled in, as often as it stands there', () => {
  expect(fillTemplate('{kind} {name} has no {kind}', { kind: 'Pod', name: 3 })).toBe('Pod 3 has no Pod')
})

test('what is filled in is not read as a template', () => {
  expect(fillTemplate('{a}{b}', { a: '{b}', b: '$&' })).toBe('{b}$&')
})

test('braces that hold no name stay', () => {
  expect(fillTemplate('taint {gpu: true}', {})).toBe('taint {gpu: true}')
})

test.each([[undefined], [{}], [{ other: 1 }]])('a name without a value throws: %j', data => {
  expect(() => fillTemplate('no {name}', data as Record<string, number>)).toThrow('{name}')
})

test('members of the prototype are no values', () => {
  expect(() => fillTemplate('{constructor}', {})).toThrow('{constructor}')
})
