import type { FieldError } from '../../../k8s/field-error.ts'
import { dnsSubdomainErrors } from '../../../k8s/names/dns.ts'
import { ipErrors } from '../../../k8s/names/ip-address.ts'
import { qualifiedNameErrors } from '../../../k8s/names/qualified-name.ts'
import { endpointIpErrors } from '../address.ts'
import { forbidden, invalid, invalidAll, numberOf, required } from '../error-of.ts'
import type { Field } from '../field.ts'
import { labels } from '../meta/labels.ts'
import type { Row, Rule, ValidationContext } from '../row.ts'
import { formatted, oneOf, required as requiredField } from '../rows.ts'
import { memberOf } from '../value-check.ts'
import { serviceAddressErrors } from './service-addresses.ts'
import { clusterNodePortsErrors, duplicatePortsErrors, isPlainPort, servicePortsErrors } from './service-port.ts'
import { sourceRangesErrors } from './service-source-ranges.ts'
import { trafficRules } from './service-traffic.ts'

const types = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort']
const kubeletPort = 10_250
/** The last minor that keeps load balancers from the port of the kubelet. */
const kubeletPortUntil = 32
const maxAffinitySeconds = 86_400
const topologyHints = 'service.kubernetes.io/topology-aware-hints'
const topologyMode = 'service.kubernetes.io/topology-mode'

/** A row for a field that Services of other types than LoadBalancer may not have. */
function forLoadBalancers(at: string): Row {
  return {
    at,
    when: spec => !isOfType(spec, 'LoadBalancer'),
    reason: 'FieldValueForbidden',
    check: () => ["may only be used when `type` is 'LoadBalancer'"],
  }
}

const specRules: readonly Rule[] = [
  { ...requiredField('ports'), when: spec => !isHeadless(spec) && !isOfType(spec, 'ExternalName') },
  { errors: typeErrors, isSound: spec => memberOf(spec, 'type') === 'ClusterIP' },
  { at: 'ports', rules: [{ errors: servicePortsErrors, isSound: isPlainPort }] },
  labels('selector'),
  oneOf('sessionAffinity', ['ClientIP', 'None']),
  {
    at: 'sessionAffinityConfig.clientIP.timeoutSeconds',
    when: spec => spec.child('sessionAffinity').text === 'ClientIP',
    reason: 'FieldValueInvalid',
    check: seconds =>
      numberOf(seconds) > 0 && numberOf(seconds) <= maxAffinitySeconds
        ? []
        : [`must be greater than 0 and less than ${maxAffinitySeconds}`],
  },
  { errors: serviceAddressErrors },
  { at: 'externalIPs', each: 'item', rules: [{ errors: externalIpErrors }] },
  oneOf('type', types),
  { at: 'ports', when: spec => isOfType(spec, 'ClusterIP'), rules: [{ errors: clusterNodePortsErrors, isSound: isPlainPort }] },
  { at: 'ports', rules: [{ errors: duplicatePortsErrors, isSound: isPlainPort }] },
]

/** What a Service must keep to. Mirrors pkg/apis/core/validation/validation.go validateService, v1.36. */
export const serviceRules: readonly Rule[] = [
  { at: 'metadata.annotations', rules: [{ errors: topologyErrors }] },
  { at: 'spec', rules: specRules },
  { errors: sourceRangesErrors },
  {
    at: 'spec',
    rules: [
      forLoadBalancers('allocateLoadBalancerNodePorts'),
      { ...formatted('loadBalancerClass', qualifiedNameErrors, 'set'), when: spec => isOfType(spec, 'LoadBalancer') },
      forLoadBalancers('loadBalancerClass'),
      ...trafficRules,
    ],
  },
]

function isHeadless(spec: Field): boolean {
  return spec.child('clusterIPs').item(0).text === 'None'
}

function isOfType(spec: Field, type: string): boolean {
  return spec.child('type').text === type
}

/** What depends on the type. */
function* typeErrors(spec: Field, { version }: ValidationContext): Generator<FieldError> {
  const type = spec.child('type').text
  if (type === 'LoadBalancer' && version.minor <= kubeletPortUntil)
    for (const port of spec.child('ports').items)
      if (numberOf(port.child('port')) === kubeletPort)
        yield invalid(port, `may not expose port ${kubeletPort} externally since it is used by kubelet`, kubeletPort)
  if ((type === 'LoadBalancer' || type === 'NodePort') && isHeadless(spec))
    yield invalid(spec.child('clusterIPs').item(0), `may not be set to 'None' for ${type} services`)
  if (type === 'ExternalName') yield* externalNameErrors(spec)
}

function* externalNameErrors(spec: Field): Generator<FieldError> {
  for (const name of ['clusterIPs', 'ipFamilies', 'ipFamilyPolicy']) {
    const field = spec.child(name)
    if (name === 'ipFamilyPolicy' ? !field.absent : !field.empty) yield forbidden(field, 'may not be set for ExternalName services')
  }
  const external = spec.child('externalName')
  const name = external.text.replace(/\.$/, '')
  if (name === '') yield required(external)
  else yield* invalidAll(external, dnsSubdomainErrors(name), name)
}

function* externalIpErrors(address: Field, { version }: ValidationContext): Generator<FieldError> {
  const errors = ipErrors(address.text, version)
  yield* invalidAll(address, errors.length > 0 ? errors : endpointIpErrors(address.text), address.text)
}

function* topologyErrors(annotations: Field): Generator<FieldError> {
  const mode = annotations.entry(topologyMode)
  const hints = annotations.entry(topologyHints)
  if (!mode.absent && !hints.absent && mode.text !== hints.text)
    yield invalid(mode, `must match annotations[${topologyHints}] when both are specified`)
}
