import type { FieldError } from '../../../k8s/field-error.ts'
import { dnsLabelErrors } from '../../../k8s/names/dns.ts'
import { portErrors, portNumberErrors } from '../../../k8s/names/port.ts'
import { qualifiedNameErrors } from '../../../k8s/names/qualified-name.ts'
import { madeUpNodePort } from '../../made-up-values.ts'
import { duplicate, forbidden, invalidAll, notSupported, numberOf, required } from '../error-of.ts'
import type { Field } from '../field.ts'
import type { ValidationContext } from '../row.ts'
import { isEmptyValue, memberOf, textOf } from '../value-check.ts'

/** The protocols that a port may have. */
export const portProtocols: readonly string[] = ['SCTP', 'TCP', 'UDP']

/** The ports of a Service, each by itself. Mirrors pkg/apis/core/validation/validation.go validateServicePort, v1.36. */
export function* servicePortsErrors(ports: Field, context: ValidationContext): Generator<FieldError> {
  const names = new Set<string>()
  for (const port of ports.items) yield* portErrorsOf(port, ports.items.length > 1, names, context)
}

/** Whether there is one port, with which nothing is wrong, and which no node has. */
export function isPlainPort(ports: unknown): boolean {
  if (!Array.isArray(ports) || ports.length !== 1) return false
  const port: unknown = ports[0]
  const name = textOf(memberOf(port, 'name'))
  const number = memberOf(port, 'port')
  return (
    (name === '' || dnsLabelErrors(name).length === 0) &&
    typeof number === 'number' &&
    portNumberErrors(number).length === 0 &&
    portProtocols.includes(textOf(memberOf(port, 'protocol'))) &&
    portErrors(memberOf(port, 'targetPort')).length === 0 &&
    isEmptyValue(memberOf(port, 'nodePort')) &&
    (memberOf(port, 'appProtocol') ?? null) === null
  )
}

/** A Service that only the cluster reaches has no ports on the nodes. */
export function* clusterNodePortsErrors(ports: Field): Generator<FieldError> {
  for (const port of ports.items) {
    const nodePort = port.child('nodePort')
    if (!nodePort.empty) yield forbidden(nodePort, "may not be used when `type` is 'ClusterIP'")
  }
}

/** No two ports may be the same, on the nodes or at the Service. */
export function* duplicatePortsErrors(ports: Field): Generator<FieldError> {
  const onNodes = new Set<string>()
  for (const port of ports.items) {
    const nodePort = nodePortOf(port, ports)
    if (nodePort === 0) continue
    const key = `${port.child('protocol').text} ${nodePort}`
    if (onNodes.has(key)) yield duplicate(port.child('nodePort'), nodePort)
    onNodes.add(key)
  }
  const own = new Set<string>()
  for (const port of ports.items) {
    const Protocol = port.child('protocol').text
    const Port = numberOf(port.child('port'))
    const key = `${Protocol} ${Port}`
    if (own.has(key)) yield duplicate(port, { Name: '', Protocol, AppProtocol: null, Port, TargetPort: 0, NodePort: 0 })
    own.add(key)
  }
}

/** The port of the nodes that a port gets: one that is made up is that of another port with the same number, if that has one. */
function nodePortOf(port: Field, ports: Field): unknown {
  const nodePort = port.child('nodePort')
  if (nodePort.value !== madeUpNodePort) return numberOf(nodePort)
  const number = numberOf(port.child('port'))
  const named = ports.items.find(other => numberOf(other.child('port')) === number && numberOf(other.child('nodePort')) !== 0)
  return named === undefined ? `${madeUpNodePort} ${number}` : numberOf(named.child('nodePort'))
}

function* portErrorsOf(port: Field, named: boolean, names: Set<string>, { version }: ValidationContext): Generator<FieldError> {
  const name = port.child('name')
  if (name.text === '') {
    if (named) yield required(name)
  } else {
    yield* invalidAll(name, dnsLabelErrors(name.text))
    if (names.has(name.text)) yield duplicate(name)
    names.add(name.text)
  }
  const number = port.child('port')
  yield* invalidAll(number, portNumberErrors(numberOf(number)), numberOf(number))
  const protocol = port.child('protocol')
  if (protocol.text === '') yield required(protocol)
  else if (!portProtocols.includes(protocol.text)) yield notSupported(protocol, portProtocols)
  const target = port.child('targetPort')
  yield* invalidAll(target, portErrors(target.value), target.value ?? 0)
  const application = port.child('appProtocol')
  if (!application.absent) yield* invalidAll(application, qualifiedNameErrors(application.text, version))
}
