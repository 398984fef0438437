import type { KubernetesObject } from '../../../k8s/types.ts'
import { changeItems, changeOrAdd, fillAbsent, type Struct } from '../fill.ts'

/** Mirrors pkg/apis/networking/v1/defaults.go SetDefaults_NetworkPolicy and SetDefaults_NetworkPolicyPort, v1.36. */
export function networkPolicyDefaults(policy: KubernetesObject): KubernetesObject {
  return changeOrAdd(policy, 'spec', written => {
    const spec = changeItems(changeItems(written, 'ingress', portDefaults), 'egress', portDefaults)
    const { policyTypes, egress } = spec
    if (Array.isArray(policyTypes) && policyTypes.length > 0) return spec
    return { ...spec, policyTypes: Array.isArray(egress) && egress.length > 0 ? ['Ingress', 'Egress'] : ['Ingress'] }
  })
}

function portDefaults(rule: Struct): Struct {
  return changeItems(rule, 'ports', port => fillAbsent(port, { protocol: 'TCP' }))
}
