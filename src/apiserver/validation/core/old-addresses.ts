import type { FieldError } from '../../../k8s/field-error.ts'
import { parseCidr } from '../../../k8s/names/cidr.ts'
import { dnsSubdomainErrors } from '../../../k8s/names/dns.ts'
import { parseIp } from '../../../k8s/names/ip-address.ts'
import { invalid, invalidAll } from '../error-of.ts'
import type { Field } from '../field.ts'

/** Names of addresses in the hosts file. Mirrors pkg/apis/core/validation/validation.go ValidateHostAliases, v1.29, which prints no index. */
export function* oldHostAliasErrors(aliases: Field): Generator<FieldError> {
  for (const alias of aliases.items) {
    yield* oldIpErrors(alias.child('ip').printedAs(`${aliases.name}.ip`))
    for (const hostname of alias.child('hostnames').items)
      yield* invalidAll(hostname.printedAs(`${aliases.name}.hostnames`), dnsSubdomainErrors(hostname.text), hostname.text)
  }
}

/** An address in the words of version 1.29. */
export function* oldIpErrors(ip: Field): Generator<FieldError> {
  if (parseIp(ip.text) === undefined) yield invalid(ip, 'must be valid IP address', ip.text)
}

/** The networks of a node's pods; each error shows them all. Mirrors ValidateNode, v1.29. */
export function* oldPodCidrErrors(cidrs: Field): Generator<FieldError> {
  for (const cidr of cidrs.items)
    if (parseCidr(cidr.text) === undefined)
      yield invalid(
        cidr,
        'must be valid CIDR',
        cidrs.items.map(({ text }) => text)
      )
}
