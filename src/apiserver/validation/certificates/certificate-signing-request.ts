import { base64Bytes } from '../../../k8s/base64.ts'
import type { FieldError } from '../../../k8s/field-error.ts'
import { signerNameErrors } from '../../../k8s/names/signer-name.ts'
import { duplicate, invalid, malformedAll } from '../error-of.ts'
import type { Field } from '../field.ts'
import { GoValue } from '../field-errors.ts'
import type { Rule } from '../row.ts'
import { numeric, oneOf, required } from '../rows.ts'
import { struct } from '../struct.ts'

const usages = [
  'any',
  'cert sign',
  'client auth',
  'code signing',
  'content commitment',
  'crl sign',
  'data encipherment',
  'decipher only',
  'digital signature',
  'email protection',
  'encipher only',
  'ipsec end system',
  'ipsec tunnel',
  'ipsec user',
  'key agreement',
  'key encipherment',
  'microsoft sgc',
  'netscape sgc',
  'ocsp signing',
  's/mime',
  'server auth',
  'signing',
  'timestamping',
]
const legacySigner = 'kubernetes.io/legacy-unknown'
const leastSeconds = 600
const shortWords = 'may not specify a duration less than 600 seconds (10 minutes)'
const request = /^-----BEGIN ([^\n]*?)-----[ \t\r]*$[\s\S]*?^-----END \1-----[ \t\r]*$/m

/** Mirrors pkg/apis/certificates/validation/validation.go validateCertificateSigningRequest, v1.36; the request itself is not read beyond its PEM. */
export const certificateSigningRequestRules: readonly Rule[] = [
  struct('spec', [
    { errors: requestErrors },
    required('usages'),
    { at: 'usages', each: 'item', rules: [oneOf('', usages, 'always')] },
    { errors: repeatedUsages },
    { errors: signerErrors },
    numeric('expirationSeconds', value => value >= leastSeconds, shortWords),
  ]),
]

function* requestErrors(spec: Field): Generator<FieldError> {
  const field = spec.child('request')
  const bytes = base64Bytes(field.text)
  const type = request.exec(bytes)?.[1]
  if (type !== 'CERTIFICATE REQUEST')
    yield invalid(
      field,
      'PEM block type must be CERTIFICATE REQUEST',
      new GoValue(field.value, field.absent ? '[]byte(nil)' : bytesSyntax(bytes))
    )
}

function* repeatedUsages(spec: Field): Generator<FieldError> {
  const seen = new Set<string>()
  for (const usage of spec.child('usages').items) {
    if (seen.has(usage.text)) yield duplicate(usage, usage.text)
    seen.add(usage.text)
  }
}

function* signerErrors(spec: Field): Generator<FieldError> {
  const signer = spec.child('signerName')
  if (signer.text === legacySigner) yield invalid(signer, 'the legacy signerName is not allowed via this API version')
  else yield* malformedAll(signer, signerNameErrors(signer.text))
}

/** Bytes as `%#v` prints them. */
function bytesSyntax(bytes: string): string {
  const shown = [...bytes].map(byte => `0x${byte.charCodeAt(0).toString(16)}`)
  return `[]byte{${shown.join(', ')}}`
}
