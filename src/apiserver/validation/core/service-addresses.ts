import type { FieldError } from '../../../k8s/field-error.ts'
import { ipErrors } from '../../../k8s/names/ip-address.ts'
import { madeUpClusterIp } from '../../made-up-values.ts'
import { isIpv6Text } from '../address.ts'
import { duplicate, invalid, invalidAll, notSupported, required } from '../error-of.ts'
import type { Field } from '../field.ts'
import type { ValidationContext } from '../row.ts'

const families = ['IPv4', 'IPv6']
const policies = ['PreferDualStack', 'RequireDualStack', 'SingleStack']
const none = 'None'
const maxAddresses = 2

/**
 * The addresses of a Service and their families, which are looked at when addresses are given out, and again in validation.
 * Mirrors pkg/apis/core/validation/validation.go ValidateServiceClusterIPsRelatedFields, v1.36.
 */
export function* serviceAddressErrors(spec: Field, context: ValidationContext): Generator<FieldError> {
  if (spec.child('type').text === 'ExternalName') return
  const first = spec.child('clusterIP').text
  const addresses = spec.child('clusterIPs')
  const texts = addresses.items.map(({ text }) => text)
  if (first === '' && texts.length > 0) yield invalid(addresses, 'must be empty when `clusterIP` is not specified')
  if (first !== '' && texts.length === 0) yield required(addresses)
  if (first !== '' && texts.length > 0 && texts[0] !== first) yield invalid(addresses, 'first value must match `clusterIP`')
  yield* familyErrors(spec)
  let broken = false
  for (const error of addressErrors(addresses, context)) {
    broken = true
    yield error
  }
  if (texts.length > maxAddresses) yield invalid(addresses, `may only hold up to ${maxAddresses} values`)
  if (broken) return
  if (texts.length > 1 && !isDualStack(texts)) yield invalid(addresses, 'may specify no more than one IP for each IP family')
  const isHeadless = texts.length === 1 && texts[0] === none
  if (!isHeadless) yield* familyMismatches(addresses, spec.child('ipFamilies'))
}

function* familyErrors(spec: Field): Generator<FieldError> {
  const seen = new Set<string>()
  for (const family of spec.child('ipFamilies').items) {
    if (!families.includes(family.text)) yield notSupported(family, families, family.text)
    if (seen.has(family.text)) yield duplicate(family, family.text)
    seen.add(family.text)
  }
  const policy = spec.child('ipFamilyPolicy')
  if (!policy.absent && !policies.includes(policy.text)) yield notSupported(policy, policies)
}

function* addressErrors(addresses: Field, { version }: ValidationContext): Generator<FieldError> {
  const { items } = addresses
  for (const [index, address] of items.entries()) {
    if (address.text === madeUpClusterIp) continue
    if (index > 0 || address.text !== none) yield* invalidAll(address, ipErrors(address.text, version), address.text)
    else if (items.length > 1) yield invalid(addresses, `'${none}' must be the first and only value`)
  }
}

/** Each of two families at most. Mirrors k8s.io/utils/net IsDualStackIPStrings. */
function isDualStack(texts: readonly string[]): boolean {
  return texts.includes(madeUpClusterIp) || new Set(texts.map(isIpv6Text)).size > 1
}

function* familyMismatches(addresses: Field, given: Field): Generator<FieldError> {
  const families = given.items.map(({ text }) => text)
  for (const [index, address] of addresses.items.slice(0, families.length).entries()) {
    if (address.text === madeUpClusterIp) continue
    const family = isIpv6Text(address.text) ? 'IPv6' : 'IPv4'
    if ((families[index] === 'IPv4' || families[index] === 'IPv6') && families[index] !== family)
      yield invalid(address, `expected an ${families[index]} value as indicated by \`ipFamilies[${index}]\``)
  }
}
