import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { readTlsKeyPair } from '../../src/lint/tls-key-pair.ts'

/** For shop.example.com and *.shop.example.com, signed with its own key. */
const certificate = `-----BEGIN CERTIFICATE-----
MIIBwDCCAWagAwIBAgIUbwLTF3DtZ1mWjvcBk76/jncsUDIwCgYIKoZIzj0EAwIw
GzEZMBcGA1UEAwwQc2hvcC5leGFtcGxlLmNvbTAgFw0yNjExMjExODQ2MDVaGA8y
MTI2MTAyODE4NDYwNVowGzEZMBcGA1UEAwwQc2hvcC5leGFtcGxlLmNvbTBZMBMG
ByqGSM49AgEGCCqGSM49AwEHA0IABMhXne29C3nOYhyJMOtBQggncTmmlon1M89Q
taxtrTOifSuVVu6UjjXiUxON0qxlUerD/kF/IT/TreJi4Yp6Qp6jgYUwgYIwHQYD
VR0OBBYEFCxm/Lul//SprdCA0o7lEWsnrxRvMB8GA1UdIwQYMBaAFCxm/Lul//Sp
rdCA0o7lEWsnrxRvMA8GA1UdEwEB/wQFMAMBAf8wLwYDVR0RBCgwJoIQc2hvcC5l
eGFtcGxlLmNvbYISKi5zaG9wLmV4YW1wbGUuY29tMAoGCCqGSM49BAMCA0gAMEUC
IQCWZJmB3yBz/7bDu8WoBOkamNkltPMDQWEcTmqmCzXP/QIgfBAAOowRoFZz6Ox+
Dqi+6SWTFWLKQUVozYIZFq7vCXY=
-----END CERTIFICATE-----
`
const key = `-----BEGIN EC PRIVATE KEY-----
MHcCAQEEILLupPw7z9GvPeovhm/gdH0vo1eI6p6kPv5D3WnImPfroAoGCCqGSM49
AwEHoUQDQgAEyFed7b0Lec5iHIkw60FCCCdxOaaWifUzz1C1rG2tM6J9K5VW7pSO
NeJTE43SrGVR6sP+QX8hP9Ot4mLhinpCng==
-----END EC PRIVATE KEY-----
`
const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()

describe('a certificate and a key', () => {
  test('match where the key is that of the certificate', () => {
    expect(readTlsKeyPair(certificate, key)?.matches).toBe(true)
  })

  test('do not match where the key is another one', () => {
    expect(readTlsKeyPair(certificate, other)?.matches).toBe(false)
  })

  test('are not compared where one is missing', () => {
    expect(readTlsKeyPair(certificate, 'filled in later')?.matches).toBeUndefined()
    expect(readTlsKeyPair('filled in later', key)?.matches).toBeUndefined()
  })

  test('are nothing where both are filled in elsewhere', () => {
    expect(readTlsKeyPair('', '')).toBeUndefined()
  })

  test.each([
    ['tls.crt', certificate.replace('MIIBwDCC', 'AAAA'), key],
    ['tls.key', certificate, key.replace('MHcC', 'AAAA')],
    ['tls.crt', certificate.slice(0, 200), key],
  ])('tell that %s is broken', (name, crt, pem) => {
    expect(readTlsKeyPair(crt, pem)?.broken?.key).toBe(name)
  })
})

test.each([
  ['shop.example.com', true],
  ['SHOP.example.com', true],
  ['www.shop.example.com', true],
  ['a.www.shop.example.com', false],
  ['*.shop.example.com', true],
  ['*.example.com', false],
  ['example.org', false],
])('the certificate is for %s: %s', (host, covered) => {
  expect(readTlsKeyPair(certificate, '')?.covers(host)).toBe(covered)
})

test('a chain is judged by its first certificate, with text around the blocks', () => {
  const chain = `subject=CN = shop.example.com\n${certificate}\n${certificate.replace('MIIB', 'XXXX')}`
  expect(readTlsKeyPair(chain, key)).toMatchObject({ matches: true, hosts: ['shop.example.com', '*.shop.example.com'] })
})

test('the end is that of the certificate', () => {
  expect(readTlsKeyPair(certificate, key)?.end?.toISOString()).toBe('2126-10-28T18:46:05.000Z')
})
