import { expect, test } from 'vitest'
import { parsedCidrWarnings, parsedIpWarnings } from '../../../src/apiserver/warnings/parsed-address.ts'

const accepted = 'was accepted, but will be invalid in a future Kubernetes release'

test.each<[string, string | undefined]>([
  ['10.0.0.1', undefined],
  ['2001:db8::1', undefined],
  ['::', undefined],
  ['::ffff:10.0.0.1', undefined],
  ['fe80::1%eth0', undefined],
  ['x', 'ParseAddr("x"): unable to parse IP'],
  ['%a', 'ParseAddr("%a"): missing IPv6 address'],
  ['10.0.0.01', 'ParseAddr("10.0.0.01"): IPv4 field has octet with leading zero'],
  ['10.0.0.256', 'ParseAddr("10.0.0.256"): IPv4 field has value >255'],
  ['10.0.0', 'ParseAddr("10.0.0"): IPv4 address too short'],
  ['10.0.0.1.2', 'ParseAddr("10.0.0.1.2"): IPv4 address too long'],
  ['10..0.1', 'ParseAddr("10..0.1"): IPv4 field must have at least one digit (at ".0.1")'],
  ['10.0.0.', 'ParseAddr("10.0.0."): IPv4 field must have at least one digit (at ".")'],
  ['10.0.0.1 ', 'ParseAddr("10.0.0.1 "): unexpected character (at " ")'],
  ['1::2::3', 'ParseAddr("1::2::3"): multiple :: in address (at ":3")'],
  ['1:2:3', 'ParseAddr("1:2:3"): address string too short'],
  ['1:2:', 'ParseAddr("1:2:"): colon must be followed by more characters (at ":")'],
  ['1:g::', 'ParseAddr("1:g::"): each colon-separated field must have at least one digit (at "g::")'],
  ['12345::', 'ParseAddr("12345::"): each group must have 4 or less digits (at "12345::")'],
  ['1:2:3:4:5:6:7:8:9', 'ParseAddr("1:2:3:4:5:6:7:8:9"): trailing garbage after address (at "9")'],
  ['1:2:3:4::5:6:7:8', 'ParseAddr("1:2:3:4::5:6:7:8"): the :: must expand to at least one field of zeros'],
  ['1::%', 'ParseAddr("1::%"): zone must be a non-empty string'],
  ['1:10.0.0.1', 'ParseAddr("1:10.0.0.1"): embedded IPv4 address must replace the final 2 fields of the address (at "10.0.0.1")'],
])('the address %j is read as versions before 1.33 read it', (text, wrong) => {
  expect(parsedIpWarnings('a', text)).toEqual(wrong === undefined ? [] : [`a: IP address ${accepted}: ${wrong}`])
})

test.each<[string, string | undefined]>([
  ['10.0.0.0/8', undefined],
  ['10.0.0.5/8', undefined],
  ['10.0.0.0', "no '/'"],
  ['x/8', 'ParseAddr("x"): unable to parse IP'],
  ['10.0.0.0/33', 'prefix length out of range'],
  ['10.0.0.0/08', 'bad bits after slash: "08"'],
  ['fe80::%a/64', 'IPv6 zones cannot be present in a prefix'],
])('so is the network %j', (text, wrong) => {
  expect(parsedCidrWarnings('a', text)).toEqual(
    wrong === undefined ? [] : [`a: IP prefix ${accepted}: netip.ParsePrefix("${text}"): ${wrong}`]
  )
})

test('addresses and networks that could be written shorter', () => {
  expect(parsedIpWarnings('a', '2001:DB8:0::1')).toEqual([
    'a: IPv6 address "2001:DB8:0::1" is not in RFC 5952 canonical format ("2001:db8::1"), which may cause controller apply-loops',
  ])
  expect(parsedCidrWarnings('a', '2001:DB8::/32')).toEqual([
    'a: IPv6 prefix "2001:DB8::/32" is not in RFC 5952 canonical format ("2001:db8::/32"), which may cause controller apply-loops',
  ])
})
