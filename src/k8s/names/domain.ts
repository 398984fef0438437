import { dnsLabelErrors, dnsSubdomainErrors } from './dns.ts'
import { type FormatError, malformed, missing } from './format-error.ts'
import { qualifiedNameErrors } from './qualified-name.ts'
import { regexWords } from './regex-words.ts'

const pathFormat = "[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+"
const path = new RegExp(`^${pathFormat}$`)

/** A domain, a slash and a path. Mirrors apimachinery pkg/util/validation/validation.go IsDomainPrefixedPath, v1.36. */
export function domainPrefixedPathErrors(text: string): readonly FormatError[] {
  if (text === '') return [missing()]
  const slash = text.indexOf('/')
  const [host, rest] = slash === -1 ? ['', ''] : [text.slice(0, slash), text.slice(slash + 1)]
  if (host === '' || rest === '') return [malformed(text, 'must be a domain-prefixed path (such as "acme.io/foo")')]
  const errors = dnsSubdomainErrors(host).map(detail => malformed(host, detail))
  return path.test(rest) ? errors : [...errors, malformed(rest, regexWords('Invalid path', pathFormat))]
}

/** A domain, a slash and a name. Mirrors IsDomainPrefixedKey. */
export function domainPrefixedKeyErrors(text: string): readonly FormatError[] {
  if (text === '') return [missing()]
  const errors = qualifiedNameErrors(text).map(detail => malformed(text, detail))
  if (errors.length > 0 || text.includes('/')) return errors
  return [malformed(text, 'must be a domain-prefixed key (such as "acme.io/foo")')]
}

/** A name of at least three segments. Mirrors IsFullyQualifiedName. */
export function fullyQualifiedNameErrors(text: string): readonly FormatError[] {
  if (text === '') return [missing()]
  const errors = dnsSubdomainErrors(text)
  if (errors.length > 0) return [malformed(text, errors.join(','))]
  return text.split('.').length < 3 ? [malformed(text, 'should be a domain with at least three segments separated by dots')] : []
}

/** A domain of at least two segments, with or without a dot at its end. Mirrors IsFullyQualifiedDomainName. */
export function fullyQualifiedDomainErrors(text: string): readonly FormatError[] {
  if (text === '') return [missing()]
  const domain = text.endsWith('.') ? text.slice(0, -1) : text
  const errors = dnsSubdomainErrors(domain)
  if (errors.length > 0) return [malformed(domain, errors.join(','))]
  const labels = domain.split('.')
  if (labels.length < 2) return [malformed(domain, 'should be a domain with at least two segments separated by dots')]
  const wrong = labels.find(label => dnsLabelErrors(label).length > 0)
  return wrong === undefined ? [] : [malformed(wrong, dnsLabelErrors(wrong).join(','))]
}
