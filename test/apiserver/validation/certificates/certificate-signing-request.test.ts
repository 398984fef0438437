import { expect, test } from 'vitest'
import { errorsOf } from '../../errors-of.ts'
import { objectOf } from '../objects.ts'

const request = Buffer.from('-----BEGIN CERTIFICATE REQUEST-----\nYQ==\n-----END CERTIFICATE REQUEST-----\n').toString('base64')

test.each<[string, object, string[]]>([
  ['nothing wrong', {}, []],
  ['a request that is no PEM', { request: 'YQ==' }, ['spec.request: Invalid value: "YQ==": PEM block type must be CERTIFICATE REQUEST']],
  ['no use', { usages: [] }, ['spec.usages: Required value']],
  [
    'a use twice, and another',
    { usages: ['client auth', 'client auth', 'fun'] },
    [
      'spec.usages[2]: Unsupported value: "fun": supported values: "any", "cert sign", "client auth", "code signing", "content commitment", "crl sign", "data encipherment", "decipher only", "digital signature", "email protection", "encipher only", "ipsec end system", "ipsec tunnel", "ipsec user", "key agreement", "key encipherment", "microsoft sgc", "netscape sgc", "ocsp signing", "s/mime", "server auth", "signing", "timestamping"',
      'spec.usages[1]: Duplicate value: "client auth"',
    ],
  ],
  [
    'a signer without a path',
    { signerName: 'a.b' },
    ['spec.signerName: Invalid value: "a.b": must be a fully qualified domain and path of the form \'example.com/signer-name\''],
  ],
  [
    'a certificate for a second',
    { expirationSeconds: 1 },
    ['spec.expirationSeconds: Invalid value: 1: may not specify a duration less than 600 seconds (10 minutes)'],
  ],
])('a CertificateSigningRequest with %s', async (_, fields, errors) => {
  expect(
    await errorsOf(
      objectOf('certificates.k8s.io/v1', 'CertificateSigningRequest', {
        spec: { request, signerName: 'a.b/c', usages: ['client auth'], ...fields },
      })
    )
  ).toEqual(errors)
})
