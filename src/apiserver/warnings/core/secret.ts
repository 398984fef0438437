import { base64Bytes } from '../../../k8s/base64.ts'
import type { KubernetesObject } from '../../../k8s/types.ts'
import type { ServerWarning } from '../../answer.ts'
import { Field } from '../../validation/field.ts'

const block = /^-----BEGIN ([^\n]*?)-----[ \t\r]*$[\s\S]*?^-----END \1-----[ \t\r]*$/gm

/** What the server says of a pair of certificate and key that it cannot read as PEM. Mirrors Go crypto/tls X509KeyPair. */
export function secretWarnings(object: KubernetesObject): readonly ServerWarning[] {
  const secret = Field.root(object)
  if (secret.child('type').text !== 'kubernetes.io/tls') return []
  const data = secret.child('data')
  const [certificate, key] = [data.entry('tls.crt'), data.entry('tls.key')]
  const wrongCertificate = certificateProblem(blockTypes(certificate.text))
  if (wrongCertificate !== undefined) return [{ message: `tls: failed to find ${wrongCertificate}`, path: certificate.path }]
  const wrongKey = keyProblem(blockTypes(key.text))
  return wrongKey === undefined ? [] : [{ message: `tls: ${wrongKey}`, path: key.path }]
}

function blockTypes(base64: string): readonly string[] {
  return [...base64Bytes(base64).matchAll(block)].map(match => match[1]!)
}

function isKey(type: string): boolean {
  return type === 'PRIVATE KEY' || type.endsWith(' PRIVATE KEY')
}

function certificateProblem(types: readonly string[]): string | undefined {
  if (types.includes('CERTIFICATE')) return undefined
  if (types.length === 0) return 'any PEM data in certificate input'
  if (types.length === 1 && types[0]!.endsWith('PRIVATE KEY'))
    return 'certificate PEM data in certificate input, but did find a private key; PEM inputs may have been switched'
  return `"CERTIFICATE" PEM block in certificate input after skipping PEM blocks of the following types: [${types.join(' ')}]`
}

function keyProblem(types: readonly string[]): string | undefined {
  if (types.some(isKey)) return undefined
  if (types.length === 0) return 'failed to find any PEM data in key input'
  if (types.length === 1 && types[0] === 'CERTIFICATE') return 'found a certificate rather than a key in the PEM for the private key'
  const skipped = `after skipping PEM blocks of the following types: [${types.join(' ')}]`
  return `failed to find PEM block with type ending in "PRIVATE KEY" in key input ${skipped}`
}
