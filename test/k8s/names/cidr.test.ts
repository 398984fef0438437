import { describe, expect, test } from 'vitest'
import { canonicalCidrErrors, cidrContains, cidrErrors, cidrWarnings, formatCidr, parseCidr } from '../../../src/k8s/names/cidr.ts'
import { parseIp } from '../../../src/k8s/names/ip-address.ts'

const none = 'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)'
const bits = 'must not have bits set beyond the prefix length'

describe('what is no network', () => {
  test.each(['', '10.0.0.0', '10.0.0.0/', '10.0.0.0/33', '10.0.0.0/-1', '10.0.0.0/8/8', '::/129', 'x/8', '10.0.0.0/1e1'])('%j', text => {
    expect(cidrErrors(text)).toEqual([none])
  })
})

test.each([
  ['10.0.0.1/8', bits],
  ['2001:db8::1/64', bits],
  ['10.0.0.0/08', 'must not have leading 0s in IP or prefix length'],
  ['010.0.0.0/8', 'must not have leading 0s in IP or prefix length'],
  ['::ffff:10.0.0.0/104', 'must not have an IPv4-mapped IPv6 address'],
])('%s is refused since 1.36', (text, error) => {
  expect(cidrErrors(text)).toEqual([error])
  expect(cidrErrors(text, { minor: 35 })).toEqual([])
})

test.each(['10.0.0.0/8', '0.0.0.0/0', '::/0', '10.1.2.3/32', '2001:db8::/64'])('%s is one', text => {
  expect(canonicalCidrErrors(text)).toEqual([])
})

test('newer kinds want the canonical form', () => {
  expect(canonicalCidrErrors('2001:DB8::/64')).toEqual(['must be in canonical form ("2001:db8::/64")'])
  expect(canonicalCidrErrors('10.0.0.1/8')).toEqual([bits])
})

test.each([
  ['10.1.2.3/8', '10.0.0.0/8'],
  ['10.1.2.3/31', '10.1.2.2/31'],
  ['2001:db8::1/65', '2001:db8::/65'],
  ['::ffff:10.1.2.3/104', '10.0.0.0/8'],
])('the network of %s is %s', (text, network) => {
  expect(formatCidr(parseCidr(text)!)).toBe(network)
})

test.each([
  ['10.0.0.0/8', '10.255.0.1', true],
  ['10.0.0.0/8', '11.0.0.0', false],
  ['10.0.0.0/8', '::1', false],
  ['::/0', '::1', true],
  ['10.0.0.128/25', '10.0.0.127', false],
])('%s holds %s: %s', (cidr, ip, expected) => {
  expect(cidrContains(parseCidr(cidr)!, parseIp(ip)!)).toBe(expected)
})

test.each<[string, string[]]>([
  ['10.0.0.0/8', []],
  ['10.0.0.1/8', ['a: CIDR value "10.0.0.1/8" is ambiguous in this context (should be "10.0.0.0/8" or "10.0.0.1/32"?)']],
  ['10.0.0.0/08', ['a: non-standard CIDR value "10.0.0.0/08" will be considered invalid in a future Kubernetes release: use "10.0.0.0/8"']],
  ['2001:DB8::/64', ['a: IPv6 CIDR value "2001:DB8::/64" should be in RFC 5952 canonical format ("2001:db8::/64")']],
])('what is said of %s where it is accepted', (text, warnings) => {
  expect(cidrWarnings('a', text, { minor: 35 })).toEqual(warnings)
})

test('since it is strict, the server says so of what it takes where it was there before', () => {
  expect(cidrWarnings('a', '010.0.0.0/8')).toEqual(['a: non-standard CIDR value "010.0.0.0/8" is invalid: use "10.0.0.0/8"'])
})
