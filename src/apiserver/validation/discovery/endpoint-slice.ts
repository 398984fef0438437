import type { FieldError } from '../../../k8s/field-error.ts'
import { dnsLabelErrors, dnsSubdomainErrors } from '../../../k8s/names/dns.ts'
import { labelValueErrors, qualifiedNameErrors } from '../../../k8s/names/qualified-name.ts'
import { portProtocols } from '../core/service-port.ts'
import { duplicate, invalidAll, tooMany } from '../error-of.ts'
import type { Field } from '../field.ts'
import type { Rule, ValidationContext } from '../row.ts'
import { formatted, oneOf, required } from '../rows.ts'
import { errorsOf } from '../validate.ts'
import { addressErrors } from './endpoint-address.ts'

const maxEndpoints = 1000
const maxPorts = 20_000
const maxHints = 8
const addressTypes = ['FQDN', 'IPv4', 'IPv6']

/** What an EndpointSlice must keep to. Mirrors pkg/apis/discovery/validation/validation.go ValidateEndpointSlice, v1.36. */
export const endpointSliceRules: readonly Rule[] = [
  required('addressType'),
  oneOf('addressType', addressTypes),
  { at: 'endpoints', rules: [{ errors: endpointsErrors }] },
  { at: 'ports', rules: [{ errors: portsErrors }] },
]

const portRules: readonly Rule[] = [oneOf('protocol', portProtocols, 'set'), formatted('appProtocol', qualifiedNameErrors, 'set')]

function* endpointsErrors(endpoints: Field, context: ValidationContext): Generator<FieldError> {
  const { items } = endpoints
  if (items.length > maxEndpoints) {
    yield tooMany(endpoints, items.length, maxEndpoints)
    return
  }
  const type = endpoints.parent!.child('addressType').text
  for (const endpoint of items) {
    yield* addressErrors(endpoint.child('addresses'), type, context)
    const node = endpoint.child('nodeName')
    if (!node.absent) yield* invalidAll(node, dnsSubdomainErrors(node.text))
    const host = endpoint.child('hostname')
    if (!host.absent) yield* invalidAll(host, dnsLabelErrors(host.text))
    yield* hintsErrors(endpoint.at('hints.forZones'), text => labelValueErrors(text, context.version))
    yield* hintsErrors(endpoint.at('hints.forNodes'), dnsSubdomainErrors)
  }
}

/** Mirrors validateHints. */
function* hintsErrors(hints: Field, format: (text: string) => readonly string[]): Generator<FieldError> {
  const { items } = hints
  if (items.length > maxHints) {
    yield tooMany(hints, items.length, maxHints)
    return
  }
  const seen = new Set<string>()
  for (const hint of items) {
    const name = hint.child('name')
    if (seen.has(name.text)) yield duplicate(name, name.text)
    seen.add(name.text)
    yield* invalidAll(name, format(name.text), name.text)
  }
}

/** Mirrors validatePorts. */
function* portsErrors(ports: Field, context: ValidationContext): Generator<FieldError> {
  const { items } = ports
  if (items.length > maxPorts) {
    yield tooMany(ports, items.length, maxPorts)
    return
  }
  const names = new Set<string>()
  for (const port of items) {
    const name = port.child('name')
    if (name.text !== '') yield* invalidAll(name, dnsLabelErrors(name.text))
    if (names.has(name.text)) yield duplicate(name, name.text)
    names.add(name.text)
    yield* errorsOf(port, portRules, context)
  }
}
