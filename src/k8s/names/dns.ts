import { isAtLeast, type KubernetesVersion, newestVersion } from '../version.ts'
import { byteLength } from './byte-length.ts'
import { maxLengthWords, regexWords } from './regex-words.ts'

const none: readonly string[] = []
const labelFormat = '[a-z0-9]([-a-z0-9]*[a-z0-9])?'
const subdomainFormat = `${labelFormat}(\\.${labelFormat})*`
const underscoreLabelFormat = '_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?'
const underscoreSubdomainFormat = `${underscoreLabelFormat}(\\.${underscoreLabelFormat})*`
const label1035Format = '[a-z]([-a-z0-9]*[a-z0-9])?'
const wildcardFormat = `\\*\\.${subdomainFormat}`

const shortLabel = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/
const label = new RegExp(`^${labelFormat}$`)
const subdomain = new RegExp(`^${subdomainFormat}$`)
const underscoreSubdomain = new RegExp(`^${underscoreSubdomainFormat}$`)
const label1035 = new RegExp(`^${label1035Format}$`)
const wildcard = new RegExp(`^${wildcardFormat}$`)

const labelWords = regexWords(
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character",
  labelFormat,
  'my-name',
  '123-abc'
)
const subdomainWords = regexWords(
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
  subdomainFormat,
  'example.com'
)
const underscoreSubdomainWords =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '_', '-' or '.', and must start and end with an alphanumeric character"
/** Before this minor the words name the form without underscores. */
const underscoreFormNamedSince = 34
const label1035Words = regexWords(
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character",
  label1035Format,
  'my-name',
  'abc-123'
)
const wildcardWords = regexWords(
  "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character",
  wildcardFormat,
  '*.example.com'
)

/** The longest a label and a subdomain may be. */
export const maxLabelLength = 63
export const maxSubdomainLength = 253

/** Mirrors apimachinery pkg/util/validation/validation.go IsDNS1123Label, v1.36. */
export function dnsLabelErrors(text: string): readonly string[] {
  if (shortLabel.test(text)) return none
  if (label.test(text)) return lengthErrors(text, maxLabelLength)
  return [...lengthErrors(text, maxLabelLength), subdomain.test(text) ? 'must not contain dots' : labelWords]
}

/** Mirrors IsDNS1123Subdomain. */
export function dnsSubdomainErrors(text: string): readonly string[] {
  return errorsOf(text, maxSubdomainLength, subdomain, subdomainWords)
}

/** Mirrors IsDNS1123SubdomainWithUnderscore. */
export function dnsSubdomainWithUnderscoreErrors(text: string, version: KubernetesVersion = newestVersion): readonly string[] {
  const named = isAtLeast(version, underscoreFormNamedSince) ? underscoreSubdomainFormat : subdomainFormat
  return errorsOf(text, maxSubdomainLength, underscoreSubdomain, regexWords(underscoreSubdomainWords, named, 'example.com'))
}

/** Mirrors IsDNS1035Label. */
export function dns1035LabelErrors(text: string): readonly string[] {
  return errorsOf(text, maxLabelLength, label1035, label1035Words)
}

/** Mirrors IsWildcardDNS1123Subdomain. */
export function wildcardSubdomainErrors(text: string): readonly string[] {
  return errorsOf(text, maxSubdomainLength, wildcard, wildcardWords)
}

/** Whether a text is a DNS subdomain, without regard to its length. */
export function hasSubdomainForm(text: string): boolean {
  return subdomain.test(text)
}

/** What is wrong with the form of a DNS subdomain, without regard to its length. */
export const subdomainFormWords = subdomainWords

function errorsOf(text: string, length: number, form: RegExp, words: string): readonly string[] {
  return form.test(text) ? lengthErrors(text, length) : [...lengthErrors(text, length), words]
}

function lengthErrors(text: string, length: number): readonly string[] {
  return byteLength(text) > length ? [maxLengthWords(length)] : none
}
