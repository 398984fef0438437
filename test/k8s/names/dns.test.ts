import { describe, expect, test } from 'vitest'
import {
  dns1035LabelErrors,
  dnsLabelErrors,
  dnsSubdomainErrors,
  dnsSubdomainWithUnderscoreErrors,
  wildcardSubdomainErrors,
} from '../../../src/k8s/names/dns.ts'

const label =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')"
const label1035 =
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')"
const subdomain =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"
const wildcard =
  "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character (e.g. '*.example.com', regex used for validation is '\\*\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"
const tooLong = (length: number): string => `must be no more than ${length} characters`

describe('a label', () => {
  test.each<[string, string[]]>([
    ['a', []],
    ['0-9', []],
    ['a'.repeat(63), []],
    ['a'.repeat(64), [tooLong(63)]],
    ['', [label]],
    ['-a', [label]],
    ['a-', [label]],
    ['A', [label]],
    ['a\n', [label]],
    ['a.b', ['must not contain dots']],
    ['a..b', [label]],
    ['ü'.repeat(32), [tooLong(63), label]],
  ])('%j', (text, errors) => {
    expect(dnsLabelErrors(text)).toEqual(errors)
  })
})

describe('a subdomain', () => {
  test.each<[string, string[]]>([
    ['a.b-c.0', []],
    ['a'.repeat(253), []],
    ['a'.repeat(254), [tooLong(253)]],
    ['', [subdomain]],
    ['a..b', [subdomain]],
    ['a.', [subdomain]],
    ['a_b', [subdomain]],
    [`${'a'.repeat(253)}-`, [tooLong(253), subdomain]],
  ])('%j', (text, errors) => {
    expect(dnsSubdomainErrors(text)).toEqual(errors)
  })
})

test('one more form of a subdomain may hold underscores, which older versions do not say', () => {
  expect(dnsSubdomainWithUnderscoreErrors('_a.b_c')).toEqual([])
  expect(dnsSubdomainWithUnderscoreErrors('a_')[0]).toContain("is '_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?")
  expect(dnsSubdomainWithUnderscoreErrors('a_', { minor: 33 })[0]).toContain("is '[a-z0-9]([-a-z0-9]*[a-z0-9])?")
})

test.each<[string, string[]]>([
  ['a-1', []],
  ['1-a', [label1035]],
  ['a.b', [label1035]],
  ['a'.repeat(64), [tooLong(63)]],
])('a label that starts with a letter: %j', (text, errors) => {
  expect(dns1035LabelErrors(text)).toEqual(errors)
})

test.each<[string, string[]]>([
  ['*.a.b', []],
  ['a.b', [wildcard]],
  ['*', [wildcard]],
  ['*.*.a', [wildcard]],
])('a wildcard: %j', (text, errors) => {
  expect(wildcardSubdomainErrors(text)).toEqual(errors)
})

test('a text of a megabyte is judged at once', () => {
  expect(dnsSubdomainErrors(`${'a-'.repeat(500_000)}!`)).toEqual([tooLong(253), subdomain])
})
