import type { FieldError } from '../../../k8s/field-error.ts'
import { dnsLabelErrors, dnsSubdomainErrors } from '../../../k8s/names/dns.ts'
import { ipErrors } from '../../../k8s/names/ip-address.ts'
import { qualifiedNameErrors } from '../../../k8s/names/qualified-name.ts'
import { required as requiredError } from '../error-of.ts'
import type { Field } from '../field.ts'
import { fieldError } from '../field-errors.ts'
import { labels } from '../meta/labels.ts'
import type { Rule, ValidationContext } from '../row.ts'
import { formatted, inRange, oneOf } from '../rows.ts'
import { affinityRules } from './affinity.ts'
import { containersErrors } from './container.ts'
import { ephemeralContainersErrors } from './ephemeral-container.ts'
import { fileVolumesErrors, takesNoFiles } from './file-volumes.ts'
import { hostNetworkErrors, hostnameOverrideErrors, hostUsersErrors } from './host-namespaces.ts'
import { initContainersErrors } from './init-container.ts'
import { oldHostAliasErrors } from './old-addresses.ts'
import { podDnsErrors } from './pod-dns.ts'
import { podFacts } from './pod-facts.ts'
import { podOsErrors } from './pod-os.ts'
import { overheadErrors, podResourcesErrors } from './pod-resources.ts'
import { podSecurityContextRules } from './pod-security-context.ts'
import { podResourceClaimsErrors } from './resource-claims.ts'
import { tolerationRules } from './tolerations.ts'
import { topologySpreadErrors } from './topology-spread.ts'
import { hostProcessErrors, mentionsNoHostProcess } from './windows-options.ts'

const maxDeadline = 2 ** 31 - 1

/** What a pod spec must keep to, in a Pod or in a template. Mirrors pkg/apis/core/validation/validation.go ValidatePodSpec, v1.36. */
export const podSpecRules: readonly Rule[] = [
  { of: 'volumes', errors: (spec, context) => podFacts(spec, context).volumeErrors },
  { of: 'resourceClaims', errors: podResourceClaimsErrors, gate: 'DynamicResourceAllocation' },
  { errors: containersErrors },
  { of: 'initContainers', errors: initContainersErrors },
  { of: 'ephemeralContainers', errors: ephemeralContainersErrors },
  { of: 'resources', errors: podResourcesErrors, gate: 'PodLevelResources' },
  { of: 'hostNetwork', errors: hostNetworkErrors },
  oneOf('restartPolicy', ['Always', 'OnFailure', 'Never']),
  oneOf('dnsPolicy', ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None']),
  labels('nodeSelector'),
  ...podSecurityContextRules,
  { at: 'affinity', rules: () => affinityRules },
  { of: ['dnsConfig', 'dnsPolicy'], errors: podDnsErrors },
  { at: 'readinessGates', each: 'item', rules: [formatted('conditionType', qualifiedNameErrors, 'always')] },
  { at: 'schedulingGates', rules: [{ errors: schedulingGatesErrors }] },
  { at: 'topologySpreadConstraints', rules: [{ errors: topologySpreadErrors }] },
  { errors: hostProcessErrors, isSound: mentionsNoHostProcess },
  { of: 'hostUsers', errors: hostUsersErrors },
  { errors: fileVolumesErrors, isSound: takesNoFiles, gate: 'EnvFiles' },
  formatted('serviceAccountName', dnsSubdomainErrors),
  {
    ...formatted('serviceAccount', dnsSubdomainErrors),
    when: spec => spec.child('serviceAccountName').text === '',
    printedAs: '.serviceAccountName',
  },
  formatted('nodeName', dnsSubdomainErrors),
  inRange('activeDeadlineSeconds', 1, maxDeadline),
  formatted('hostname', dnsLabelErrors),
  formatted('subdomain', dnsLabelErrors),
  { of: 'hostnameOverride', errors: hostnameOverrideErrors },
  { at: 'tolerations', each: 'item', rules: () => tolerationRules },
  {
    at: 'hostAliases',
    each: 'item',
    since: 30,
    rules: [formatted('ip', ipErrors, 'always'), { at: 'hostnames', each: 'item', rules: [formatted('', dnsSubdomainErrors, 'always')] }],
  },
  { of: 'hostAliases', until: 29, errors: spec => oldHostAliasErrors(spec.child('hostAliases')) },
  formatted('priorityClassName', dnsSubdomainErrors),
  formatted('runtimeClassName', dnsSubdomainErrors, 'set'),
  { of: 'preemptionPolicy', errors: spec => (spec.child('preemptionPolicy').empty ? [requiredError(spec.child('preemptionPolicy'))] : []) },
  oneOf('preemptionPolicy', ['PreemptLowerPriority', 'Never']),
  { at: 'overhead', rules: [{ errors: overheadErrors }] },
  { of: 'os', errors: podOsErrors },
]

/** Mirrors validateSchedulingGates, v1.36. */
function* schedulingGatesErrors(gates: Field, { version }: ValidationContext): Generator<FieldError> {
  const seen = new Set<string>()
  for (const gate of gates.items) {
    const name = gate.child('name').text
    for (const detail of qualifiedNameErrors(name, version)) yield fieldError('FieldValueInvalid', gate, detail, name)
    if (seen.has(name)) yield fieldError('FieldValueDuplicate', gate, '', name)
    seen.add(name)
  }
}
