import type { KubernetesObject } from '../../../k8s/types.ts'
import { change, changeItems, changeOrAdd, fillAbsent, type Struct } from '../fill.ts'

/** Policies, validating and mutating. Mirrors pkg/apis/admissionregistration/v1/defaults.go, v1.36. */
export function policyDefaults(policy: KubernetesObject): KubernetesObject {
  return changeOrAdd(policy, 'spec', spec =>
    change(fillAbsent(spec, { failurePolicy: 'Fail' }), 'matchConstraints', matchResourcesDefaults)
  )
}

/** Their bindings. */
export function policyBindingDefaults(binding: KubernetesObject): KubernetesObject {
  return change(binding, 'spec', spec => change(spec, 'matchResources', matchResourcesDefaults))
}

/** Mirrors SetDefaults_MatchResources and SetDefaults_Rule. */
function matchResourcesDefaults(resources: Struct): Struct {
  const filled = fillAbsent(resources, { matchPolicy: 'Equivalent', namespaceSelector: {}, objectSelector: {} })
  const withScope = (rule: Struct): Struct => fillAbsent(rule, { scope: '*' })
  return changeItems(changeItems(filled, 'resourceRules', withScope), 'excludeResourceRules', withScope)
}
