import { describe, expect, test } from 'vitest'
import { canonicalIpErrors, formatIp, ipErrors, ipWarnings, parseIp } from '../../../src/k8s/names/ip-address.ts'

const none = 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)'

test.each([
  ['10.9.8.7', '10.9.8.7'],
  ['010.009.8.7', '10.9.8.7'],
  ['::', '::'],
  ['::1', '::1'],
  ['1::', '1::'],
  ['2001:DB8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
  ['1:0:2:0:3:0:4:0', '1:0:2:0:3:0:4:0'],
  ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0'],
  ['::ffff:1.2.3.4', '1.2.3.4'],
  ['64:ff9b::1.2.3.4', '64:ff9b::102:304'],
])('%s is %s', (text, canonical) => {
  expect(formatIp(parseIp(text)!)).toBe(canonical)
})

describe('no address', () => {
  test.each([
    '',
    '1.2.3',
    '1.2.3.4.5',
    '256.1.1.1',
    '1.2.3.-4',
    ' 1.2.3.4',
    '1:2',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7:8:9',
    '12345::',
    'fe80::1%eth0',
    '1.2.3.4::',
    '0'.repeat(300),
  ])('%s', text => {
    expect(ipErrors(text)).toEqual([none])
  })
})

test.each([
  ['010.0.0.1', 'must not have leading 0s'],
  ['::ffff:1.2.3.4', 'must not be an IPv4-mapped IPv6 address'],
])('%s is refused since 1.36', (text, error) => {
  expect(ipErrors(text)).toEqual([error])
  expect(ipErrors(text, { minor: 35 })).toEqual([])
})

test('newer kinds want the canonical form', () => {
  expect(canonicalIpErrors('2001:DB8::1')).toEqual(['must be in canonical form ("2001:db8::1")'])
  expect(canonicalIpErrors('2001:db8::1')).toEqual([])
  expect(canonicalIpErrors('x')).toEqual([none])
})

test.each<[string, string[]]>([
  ['10.0.0.1', []],
  ['x', []],
  ['010.0.0.1', ['a: non-standard IP address "010.0.0.1" will be considered invalid in a future Kubernetes release: use "10.0.0.1"']],
  [
    '::FFFF:1.2.3.4',
    ['a: non-standard IP address "::FFFF:1.2.3.4" will be considered invalid in a future Kubernetes release: use "1.2.3.4"'],
  ],
  ['2001:DB8::1', ['a: IPv6 address "2001:DB8::1" should be in RFC 5952 canonical format ("2001:db8::1")']],
])('what is said of %s where it is accepted', (text, warnings) => {
  expect(ipWarnings('a', text, { minor: 35 })).toEqual(warnings)
})

test('since it is strict, the server says so of what it takes where it was there before', () => {
  expect(ipWarnings('a', '010.0.0.1')).toEqual(['a: non-standard IP address "010.0.0.1" is invalid: use "10.0.0.1"'])
})
