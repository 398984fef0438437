import { portNumberErrors } from '../../../k8s/names/port.ts'
import { madeUpNodePort } from '../../made-up-values.ts'
import { numberOf } from '../error-of.ts'
import type { Field } from '../field.ts'
import type { Row, Rule } from '../row.ts'
import { oneOf } from '../rows.ts'
import { checkText } from '../value-check.ts'

const policies = ['Cluster', 'Local']
/** The first minor that knows the names of where traffic should stay. */
const sameZoneSince = 34

/** Which endpoints of a Service get which traffic. Mirrors validateServiceExternalTrafficPolicy and the functions after it, v1.36. */
export const trafficRules: readonly Rule[] = [
  {
    at: 'externalTrafficPolicy',
    when: spec => !isExternallyAccessible(spec),
    reason: 'FieldValueInvalid',
    check: checkText(text => (text === '' ? [] : ['may only be set for externally-accessible services'])),
  },
  { ...oneOf('externalTrafficPolicy', policies), when: isExternallyAccessible },
  {
    at: 'healthCheckNodePort',
    when: spec => !needsHealthCheck(spec),
    reason: 'FieldValueInvalid',
    check: port => (port.empty ? [] : ["may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'"]),
  },
  {
    at: 'healthCheckNodePort',
    when: needsHealthCheck,
    reason: 'FieldValueInvalid',
    check: port => (port.empty || port.value === madeUpNodePort ? [] : portNumberErrors(numberOf(port))),
  },
  oneOf('internalTrafficPolicy', policies, 'set'),
  trafficDistribution(['PreferClose'], { since: 31, until: sameZoneSince - 1 }),
  trafficDistribution(['PreferClose', 'PreferSameZone', 'PreferSameNode'], { since: sameZoneSince }),
]

/** Whether traffic from outside reaches a Service. Mirrors pkg/api/service/util.go ExternallyAccessible, v1.36. */
export function isExternallyAccessible(spec: Field): boolean {
  const type = spec.child('type').text
  return type === 'LoadBalancer' || type === 'NodePort' || (type === 'ClusterIP' && !spec.child('externalIPs').empty)
}

/** Whether load balancers ask the nodes for the health of a Service. Mirrors NeedsHealthCheck. */
export function needsHealthCheck(spec: Field): boolean {
  return spec.child('type').text === 'LoadBalancer' && spec.child('externalTrafficPolicy').text === 'Local'
}

function trafficDistribution(values: readonly string[], validity: { readonly since: number; readonly until?: number }): Row {
  return { ...oneOf('trafficDistribution', values, 'set'), ...validity }
}
