import { goQuote } from '../go-quote.ts'
import { byteLength } from './byte-length.ts'
import { dnsLabelErrors, dnsSubdomainErrors, maxLabelLength, maxSubdomainLength } from './dns.ts'
import { type FormatError, malformed, missing, tooLong } from './format-error.ts'

const maxPathLength = maxSubdomainLength + maxLabelLength + 1
const maxLength = maxSubdomainLength + maxPathLength + 1

/** The name of a signer of certificates. Mirrors pkg/apis/core/validation/names.go ValidateSignerName, v1.36. */
export function signerNameErrors(text: string): readonly FormatError[] {
  if (text === '') return [missing()]
  const [domain = '', path = '', ...more] = text.split('/')
  if (!text.includes('/') || more.length > 0)
    return [malformed(text, "must be a fully qualified domain and path of the form 'example.com/signer-name'")]
  const labels = domain.split('.')
  return [
    ...(byteLength(domain) > maxSubdomainLength ? [tooLong(domain, maxSubdomainLength)] : []),
    ...firstLabelErrors(domain, labels, dnsLabelErrors),
    ...(labels.length < 2 ? [malformed(domain, 'should be a domain with at least two segments separated by dots')] : []),
    ...firstLabelErrors(path, path.split('.'), dnsSubdomainErrors),
    ...(byteLength(text) > maxLength ? [tooLong(text, maxLength)] : []),
  ]
}

function firstLabelErrors(part: string, labels: readonly string[], errorsOf: (label: string) => readonly string[]): FormatError[] {
  const wrong = labels.find(label => errorsOf(label).length > 0)
  return wrong === undefined ? [] : errorsOf(wrong).map(error => malformed(part, `validating label ${goQuote(wrong)}: ${error}`))
}
