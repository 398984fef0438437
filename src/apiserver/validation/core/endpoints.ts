import type { FieldError } from '../../../k8s/field-error.ts'
import { dnsLabelErrors, dnsSubdomainErrors } from '../../../k8s/names/dns.ts'
import { ipErrors } from '../../../k8s/names/ip-address.ts'
import { portNumberErrors } from '../../../k8s/names/port.ts'
import { qualifiedNameErrors } from '../../../k8s/names/qualified-name.ts'
import { endpointIpErrors } from '../address.ts'
import { invalidAll, notSupported, numberOf, required } from '../error-of.ts'
import type { Field } from '../field.ts'
import type { Rule, ValidationContext } from '../row.ts'
import { portProtocols } from './service-port.ts'

/** What Endpoints must keep to. Mirrors pkg/apis/core/validation/validation.go validateEndpointSubsets, v1.36. */
export const endpointsRules: readonly Rule[] = [{ at: 'subsets', each: 'item', rules: [{ errors: subsetErrors }] }]

function* subsetErrors(subset: Field, context: ValidationContext): Generator<FieldError> {
  const ready = subset.child('addresses')
  const notReady = subset.child('notReadyAddresses')
  if (ready.empty && notReady.empty) yield required(subset, 'must specify `addresses` or `notReadyAddresses`')
  for (const address of [...ready.items, ...notReady.items]) yield* addressErrors(address, context)
  const { items } = subset.child('ports')
  for (const port of items) yield* portErrors(port, items.length > 1, context)
}

/** Mirrors validateEndpointAddress. */
function* addressErrors(address: Field, { version }: ValidationContext): Generator<FieldError> {
  const ip = address.child('ip')
  yield* invalidAll(ip, ipErrors(ip.text, version), ip.text)
  const host = address.child('hostname')
  if (host.text !== '') yield* invalidAll(host, dnsLabelErrors(host.text))
  const node = address.child('nodeName')
  if (!node.absent) yield* invalidAll(node, dnsSubdomainErrors(node.text))
  yield* invalidAll(ip, endpointIpErrors(ip.text), ip.text)
}

/** Mirrors validateEndpointPort. */
function* portErrors(port: Field, named: boolean, { version }: ValidationContext): Generator<FieldError> {
  const name = port.child('name')
  if (name.text !== '') yield* invalidAll(name, dnsLabelErrors(name.text))
  else if (named) yield required(name)
  const number = port.child('port')
  yield* invalidAll(number, portNumberErrors(numberOf(number)), numberOf(number))
  const protocol = port.child('protocol')
  if (protocol.text === '') yield required(protocol)
  else if (!portProtocols.includes(protocol.text)) yield notSupported(protocol, portProtocols)
  const application = port.child('appProtocol')
  if (!application.absent) yield* invalidAll(application, qualifiedNameErrors(application.text, version))
}
