import type { FieldError } from '../../../k8s/field-error.ts'
import { portNameErrors, portNumberErrors } from '../../../k8s/names/port.ts'
import { forbidden, invalid, invalidAll, notSupported, numberOf, required } from '../error-of.ts'
import type { Field } from '../field.ts'
import { labelSelector } from '../meta/label-selector.ts'
import type { Rule } from '../row.ts'
import { oneOf } from '../rows.ts'
import { ipBlockErrors } from './ip-block.ts'

const protocols = ['TCP', 'UDP', 'SCTP']
const policyTypes = ['Ingress', 'Egress']

/** Mirrors ValidateNetworkPolicyPeer. */
const peerRules: readonly Rule[] = [
  labelSelector('podSelector'),
  labelSelector('namespaceSelector'),
  { at: 'ipBlock', rules: [{ errors: ipBlockErrors }] },
  { errors: peerErrors },
]

/** What a NetworkPolicy must keep to. Mirrors pkg/apis/networking/validation/validation.go ValidateNetworkPolicySpec, v1.36. */
export const networkPolicyRules: readonly Rule[] = [
  labelSelector('spec.podSelector'),
  ...directionRules('ingress', 'from'),
  ...directionRules('egress', 'to'),
  { at: 'spec.policyTypes', rules: [{ errors: policyTypesErrors }] },
]

function directionRules(direction: 'ingress' | 'egress', peers: 'from' | 'to'): readonly Rule[] {
  return [
    {
      at: `spec.${direction}`,
      each: 'item',
      rules: [
        { at: 'ports', each: 'item', rules: [oneOf('protocol', protocols, 'set'), { errors: portErrors }] },
        { at: peers, each: 'item', rules: peerRules },
      ],
    },
  ]
}

/** Mirrors ValidateNetworkPolicyPort. */
function* portErrors(rule: Field): Generator<FieldError> {
  const port = rule.child('port')
  const end = rule.child('endPort')
  if (port.absent) {
    if (!end.absent) yield invalid(end, 'may not be specified when `port` is not specified')
  } else if (typeof port.value === 'string') {
    if (!end.absent) yield invalid(end, 'may not be specified when `port` is non-numeric')
    yield* invalidAll(port, portNameErrors(port.text))
  } else {
    yield* invalidAll(port, portNumberErrors(numberOf(port)))
    if (end.absent) return
    if (numberOf(end) < numberOf(port)) yield invalid(end, 'must be greater than or equal to `port`', numberOf(port))
    yield* invalidAll(end, portNumberErrors(numberOf(end)))
  }
}

function* peerErrors(peer: Field): Generator<FieldError> {
  const given = ['podSelector', 'namespaceSelector', 'ipBlock'].filter(part => !peer.child(part).absent)
  if (given.length === 0) yield required(peer, 'must specify a peer')
  else if (given.length > 1 && given.includes('ipBlock')) yield forbidden(peer, 'may not specify both ipBlock and another peer')
}

function* policyTypesErrors(types: Field): Generator<FieldError> {
  if (types.items.length > policyTypes.length) {
    yield invalid(types, 'may not specify more than two policyTypes')
    return
  }
  for (const type of types.items) if (!policyTypes.includes(type.text)) yield notSupported(type, policyTypes, type.text)
}
