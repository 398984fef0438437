import { expect, test } from 'vitest'
import {
  domainPrefixedKeyErrors,
  domainPrefixedPathErrors,
  fullyQualifiedDomainErrors,
  fullyQualifiedNameErrors,
} from '../../../src/k8s/names/domain.ts'
import { malformed, missing } from '../../../src/k8s/names/format-error.ts'

test('each must be there', () => {
  for (const errorsOf of [domainPrefixedKeyErrors, domainPrefixedPathErrors, fullyQualifiedDomainErrors, fullyQualifiedNameErrors])
    expect(errorsOf('')).toEqual([missing()])
})

test.each([
  [domainPrefixedPathErrors, 'acme.io/foo/bar', []],
  [domainPrefixedPathErrors, 'acme.io', [malformed('acme.io', 'must be a domain-prefixed path (such as "acme.io/foo")')]],
  [domainPrefixedPathErrors, '/foo', [malformed('/foo', 'must be a domain-prefixed path (such as "acme.io/foo")')]],
  [domainPrefixedKeyErrors, 'acme.io/foo', []],
  [domainPrefixedKeyErrors, 'foo', [malformed('foo', 'must be a domain-prefixed key (such as "acme.io/foo")')]],
  [fullyQualifiedNameErrors, 'a.b.c', []],
  [fullyQualifiedNameErrors, 'a.b', [malformed('a.b', 'should be a domain with at least three segments separated by dots')]],
  [fullyQualifiedDomainErrors, 'a.b.', []],
  [fullyQualifiedDomainErrors, 'a.', [malformed('a', 'should be a domain with at least two segments separated by dots')]],
])('%O of %s', (errorsOf, text, errors) => {
  expect(errorsOf(text)).toEqual(errors)
})

test('of a path each part is judged alone', () => {
  expect(domainPrefixedPathErrors('A/b c').map(({ value, detail }) => [value, detail.slice(0, 16)])).toEqual([
    ['A', 'a lowercase RFC '],
    ['b c', 'Invalid path (re'],
  ])
})
