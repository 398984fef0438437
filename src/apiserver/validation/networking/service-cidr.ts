import type { FieldError } from '../../../k8s/field-error.ts'
import { goQuote } from '../../../k8s/go-quote.ts'
import { canonicalCidrErrors, parseCidr } from '../../../k8s/names/cidr.ts'
import { invalid, invalidAll, required } from '../error-of.ts'
import type { Field } from '../field.ts'
import { GoValue } from '../field-errors.ts'
import type { Rule } from '../row.ts'

const maxRanges = 2

/** What a ServiceCIDR must keep to. Mirrors pkg/apis/networking/validation/validation.go ValidateServiceCIDR, v1.36. */
export const serviceCidrRules: readonly Rule[] = [{ errors: range => rangesErrors(range.at('spec.cidrs')) }]

function* rangesErrors(ranges: Field): Generator<FieldError> {
  const { items } = ranges
  if (items.length === 0) {
    yield required(ranges, 'at least one CIDR required')
    return
  }
  if (items.length > maxRanges) {
    yield invalid(ranges, `may only hold up to ${maxRanges} values`, new GoValue({ CIDRs: ranges.value }, specSyntax(ranges)))
    return
  }
  const networks = items.map(range => parseCidr(range.text))
  if (networks.length === maxRanges && networks.every(network => network !== undefined)) {
    const [first, second] = networks
    if (first!.ip.length === second!.ip.length)
      yield invalid(ranges, 'may specify no more than one IP for each IP family, i.e 192.168.0.0/24 and 2001:db8::/64')
  }
  for (const range of items) yield* invalidAll(range, canonicalCidrErrors(range.text), range.text)
}

/** The ranges as `%#v` prints what holds them. */
function specSyntax(ranges: Field): string {
  return `networking.ServiceCIDRSpec{CIDRs:[]string{${ranges.items.map(range => goQuote(range.text)).join(', ')}}}`
}
