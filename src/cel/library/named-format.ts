import { dns1035LabelErrors, dnsLabelErrors, dnsSubdomainErrors } from '../../k8s/names/dns.ts'
import { nameIsDns1035Label, nameIsDnsLabel, nameIsDnsSubdomain } from '../../k8s/names/object-name.ts'
import { labelValueErrors, qualifiedNameErrors } from '../../k8s/names/qualified-name.ts'
import { parseTimestamp } from '../run/timestamp.ts'
import { parseUrl } from './url-values.ts'

/** A format that texts can be held against; the size of its pattern decides what that costs. */
export interface NamedFormat {
  readonly name: string
  readonly patternSize: number
  errors(text: string): readonly string[]
}

const uuid = /^(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{32})$/i
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})$/
const dateTimePattern = 71

function matching(valid: (text: string) => boolean, message: string): (text: string) => readonly string[] {
  return text => (valid(text) ? [] : [message])
}

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && parseTimestamp(`${text}T00:00:00Z`) !== undefined
}

function isDateTime(text: string): boolean {
  return parseTimestamp(text.replace(/t/, 'T').replace(/z$/, 'Z')) !== undefined
}

/** Formats by the name that expressions use. Mirrors apiserver pkg/cel/library/format.go ConstantFormats, v1.36. */
export const namedFormats: ReadonlyMap<string, NamedFormat> = new Map(
  (
    [
      ['dns1123Label', 'DNS1123Label', 30, dnsLabelErrors],
      ['dns1123Subdomain', 'DNS1123Subdomain', 60, dnsSubdomainErrors],
      ['dns1035Label', 'DNS1035Label', 30, dns1035LabelErrors],
      ['qualifiedName', 'QualifiedName', 60, (text: string) => qualifiedNameErrors(text)],
      ['dns1123LabelPrefix', 'DNS1123LabelPrefix', 30, (text: string) => nameIsDnsLabel(text, true)],
      ['dns1123SubdomainPrefix', 'DNS1123SubdomainPrefix', 60, (text: string) => nameIsDnsSubdomain(text, true)],
      ['dns1035LabelPrefix', 'DNS1035LabelPrefix', 30, (text: string) => nameIsDns1035Label(text, true)],
      ['labelValue', 'LabelValue', 40, (text: string) => labelValueErrors(text)],
      ['uri', 'URI', 1103, uriErrors],
      ['uuid', 'uuid', 70, matching(text => uuid.test(text), 'does not match the UUID format')],
      ['byte', 'byte', 84, matching(text => text !== '' && base64.test(text), 'invalid base64')],
      ['date', 'date', dateTimePattern, matching(isDate, 'invalid date')],
      ['datetime', 'datetime', dateTimePattern, matching(isDateTime, 'invalid datetime')],
    ] as const
  ).map(([key, name, patternSize, errors]) => [key, { name, patternSize, errors }])
)

function uriErrors(text: string): readonly string[] {
  const url = parseUrl(text)
  return 'error' in url ? [url.error] : []
}
