import type { FieldError } from '../../../k8s/field-error.ts'
import { fullyQualifiedDomainErrors } from '../../../k8s/names/domain.ts'
import { ipErrors, isIpv4, parseIp } from '../../../k8s/names/ip-address.ts'
import { endpointIpErrors } from '../address.ts'
import { invalid, invalidAll, malformedAll, required, tooMany } from '../error-of.ts'
import type { Field } from '../field.ts'
import type { ValidationContext } from '../row.ts'

const maxAddresses = 100
/** The first minor whose words for a wrong address are those of all kinds. */
const commonWordsSince = 33

/** The addresses of one endpoint, which are all of one type. Mirrors pkg/apis/discovery/validation/validation.go validateEndpoints, v1.36. */
export function* addressErrors(addresses: Field, type: string, context: ValidationContext): Generator<FieldError> {
  const { items } = addresses
  if (items.length === 0) yield required(addresses, 'must contain at least 1 address')
  else if (items.length > maxAddresses) yield tooMany(addresses, items.length, maxAddresses)
  for (const address of items) {
    if (type === 'FQDN') yield* malformedAll(address, fullyQualifiedDomainErrors(address.text))
    else if (type === 'IPv4' || type === 'IPv6') {
      if (context.version.minor < commonWordsSince) yield* olderErrors(address, type)
      else yield* ipAddressErrors(addresses, address, type, context)
    }
  }
}

function* ipAddressErrors(addresses: Field, address: Field, type: string, { version }: ValidationContext): Generator<FieldError> {
  const errors = ipErrors(address.text, version)
  yield* invalidAll(address, errors, address.text)
  if (errors.length > 0) return
  if (!isOfType(address.text, type)) yield invalid(addresses, `must be an ${type} address`, address.text)
  yield* invalidAll(address, endpointIpErrors(address.text), address.text)
}

function* olderErrors(address: Field, type: string): Generator<FieldError> {
  if (!isOfType(address.text, type)) yield invalid(address, `must be a valid ${type} address`, address.text)
  yield* invalidAll(address, endpointIpErrors(address.text), address.text)
}

function isOfType(text: string, type: string): boolean {
  const ip = parseIp(text)
  return ip !== undefined && isIpv4(ip) === (type === 'IPv4')
}
