import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'

/** What a TLS Secret holds, as far as it is filled in. */
export interface TlsKeyPair {
  /** A PEM block that cannot be read, and what the parser says. */
  readonly broken?: { readonly key: 'tls.crt' | 'tls.key'; readonly reason: string }
  /** Whether the key is that of the certificate; absent where one of them is missing or broken. */
  readonly matches?: boolean
  /** The names that the certificate is valid for. */
  readonly hosts: readonly string[]
  /** When it ends. */
  readonly end?: Date
  /** Whether it is valid for a host; a name with a leading `*.` is covered by the same name only. */
  covers(host: string): boolean
}

/**
 * Reads the first certificate and the key of a Secret of type kubernetes.io/tls; undefined where neither holds a PEM block, as in a manifest that
 * is filled in elsewhere. Mirrors what crypto/tls X509KeyPair asks for, on which ingress controllers rely.
 */
export function readTlsKeyPair(certificateText: string, keyText: string): TlsKeyPair | undefined {
  const certificatePem = block(certificateText, /^CERTIFICATE$/)
  const keyPem = block(keyText, /^(?:[A-Z]+ )?PRIVATE KEY$/)
  if (certificatePem === undefined && keyPem === undefined) return undefined
  const certificate = attempt(certificatePem, pem => new X509Certificate(pem))
  const key = attempt(keyPem, pem => createPrivateKey(pem))
  const read = certificate instanceof X509Certificate ? certificate : undefined
  return {
    ...brokenPart(certificate, key),
    ...(read !== undefined && key !== undefined && !('reason' in key) && { matches: read.checkPrivateKey(key) }),
    ...(read !== undefined && { end: new Date(read.validTo) }),
    hosts: read === undefined ? [] : hostsOf(read),
    covers: host => read === undefined || covers(read, host),
  }
}

type Attempt<Read> = Read | { readonly reason: string } | undefined

function brokenPart(certificate: Attempt<X509Certificate>, key: Attempt<KeyObject>): Pick<TlsKeyPair, 'broken'> {
  if (certificate !== undefined && 'reason' in certificate) return { broken: { key: 'tls.crt', reason: certificate.reason } }
  if (key !== undefined && 'reason' in key) return { broken: { key: 'tls.key', reason: key.reason } }
  return {}
}

function attempt<Read>(pem: string | undefined, read: (pem: string) => Read): Attempt<Read> {
  if (pem === undefined) return undefined
  try {
    return read(pem)
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) }
  }
}

/** The first PEM block of one of the types. */
function block(text: string, type: RegExp): string | undefined {
  for (let from = 0; ; ) {
    const start = text.indexOf('-----BEGIN ', from)
    if (start === -1) return undefined
    const nameEnd = text.indexOf('-----', start + 11)
    if (nameEnd === -1) return undefined
    const name = text.slice(start + 11, nameEnd)
    const last = `-----END ${name}-----`
    const end = text.indexOf(last, nameEnd)
    if (type.test(name)) return text.slice(start, end === -1 ? text.length : end + last.length)
    from = nameEnd
  }
}

function hostsOf(certificate: X509Certificate): readonly string[] {
  const names = (certificate.subjectAltName ?? '').split(', ').flatMap(name => (name.startsWith('DNS:') ? [name.slice(4)] : []))
  return names.length > 0 ? names : certificate.subject.split('\n').flatMap(part => (part.startsWith('CN=') ? [part.slice(3)] : []))
}

function covers(certificate: X509Certificate, host: string): boolean {
  if (host.startsWith('*.')) return hostsOf(certificate).some(name => name.toLowerCase() === host.toLowerCase())
  return certificate.checkHost(host) !== undefined
}
