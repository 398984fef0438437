import { describe, expect, test } from 'vitest'
import { qualifiedNameErrors } from '../../../src/k8s/names/qualified-name.ts'

test.each(['a', 'A', 'cpu', 'my.name', '123-abc', 'example.com/gpu', `${'a'.repeat(253)}/b`, 'x'.repeat(63)])('%s is one', name => {
  expect(qualifiedNameErrors(name)).toEqual([])
})

describe('what is none', () => {
  test.each([
    ['', ['name part must be non-empty', 'name part must consist of']],
    ['-a', ['name part must consist of']],
    ['ünï', ['name part must consist of']],
    ['x'.repeat(64), ['name part must be no more than 63 bytes']],
    ['/a', ['prefix part must be non-empty']],
    ['A.b/c', ['prefix part a lowercase RFC 1123 subdomain']],
    [`${'a'.repeat(254)}/b`, ['prefix part must be no more than 253 bytes']],
    ['A/', ['prefix part a lowercase', 'name part must be non-empty', 'name part must consist of']],
    ['a/b/c', ['a valid label key must consist of']],
  ])('%s', (name, beginnings) => {
    const errors = qualifiedNameErrors(name)
    expect(errors.map((error, index) => error.slice(0, beginnings[index]?.length))).toEqual(beginnings)
  })
})

test('before 1.35 it is called a qualified name', () => {
  expect(qualifiedNameErrors('a/b/c', { minor: 34 })[0]).toMatch(/^a qualified name must consist of/)
})
