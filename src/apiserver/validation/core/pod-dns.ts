import { isFeatureOn } from '../../../k8s/feature-gates.ts'
import type { FieldError } from '../../../k8s/field-error.ts'
import { byteLength } from '../../../k8s/names/byte-length.ts'
import { dnsSubdomainErrors, dnsSubdomainWithUnderscoreErrors } from '../../../k8s/names/dns.ts'
import { ipErrors } from '../../../k8s/names/ip-address.ts'
import type { Field } from '../field.ts'
import { fieldError } from '../field-errors.ts'
import type { Rule, ValidationContext } from '../row.ts'
import { formatted } from '../rows.ts'
import { errorsOf } from '../validate.ts'
import { oldIpErrors } from './old-addresses.ts'

/** The first minor whose words for a wrong address are those of all kinds. */
const commonWordsSince = 30
const maxNameservers = 3
const maxSearches = 32
const maxSearchLength = 2048

const ipRules: readonly Rule[] = [formatted('', ipErrors, 'always')]

/** How a pod resolves names. Mirrors pkg/apis/core/validation/validation.go validatePodDNSConfig, v1.36. */
export function podDnsErrors(spec: Field, context: ValidationContext): Iterable<FieldError> {
  return spec.has('dnsConfig') || spec.child('dnsPolicy').text === 'None' ? configErrors(spec, context) : []
}

function* configErrors(spec: Field, context: ValidationContext): Generator<FieldError> {
  const config = spec.child('dnsConfig')
  const nameservers = config.child('nameservers')
  if (spec.child('dnsPolicy').text === 'None') {
    const missing = config.absent ? config : nameservers.empty ? nameservers : undefined
    if (missing !== undefined) {
      const what = config.absent ? '`dnsConfig`' : 'at least one DNS nameserver'
      yield fieldError('FieldValueRequired', missing, `must provide ${what} when \`dnsPolicy\` is None`)
      return
    }
  }
  if (config.absent) return
  if (nameservers.items.length > maxNameservers)
    yield fieldError('FieldValueInvalid', nameservers, `must not have more than ${maxNameservers} nameservers`)
  for (const nameserver of nameservers.items)
    yield* context.version.minor < commonWordsSince ? oldIpErrors(nameserver) : errorsOf(nameserver, ipRules, context)
  yield* searchesErrors(config.child('searches'), context)
  for (const option of config.child('options').items)
    if (option.child('name').text === '') yield fieldError('FieldValueRequired', option, 'must not be empty')
}

function* searchesErrors(searches: Field, { version }: ValidationContext): Generator<FieldError> {
  const items = searches.items
  if (items.length > maxSearches) yield fieldError('FieldValueInvalid', searches, `must not have more than ${maxSearches} search paths`)
  if (byteLength(items.map(({ text }) => text).join(' ')) > maxSearchLength)
    yield fieldError(
      'FieldValueInvalid',
      searches,
      `must not have more than ${maxSearchLength} characters (including spaces) in the search list`
    )
  const relaxed = isFeatureOn('RelaxedDNSSearchValidation', version)
  for (const search of items) {
    if (relaxed && search.text === '.') continue
    const domain = search.text.endsWith('.') ? search.text.slice(0, -1) : search.text
    for (const detail of relaxed ? dnsSubdomainWithUnderscoreErrors(domain, version) : dnsSubdomainErrors(domain))
      yield fieldError('FieldValueInvalid', search, detail, domain)
  }
}
