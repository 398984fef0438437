import type { KubernetesObject } from '../../../k8s/types.ts'
import { changeItems, fillEmpty } from '../fill.ts'

/** Mirrors pkg/apis/core/v1/defaults.go SetDefaults_Endpoints, v1.36. */
export function endpointsDefaults(endpoints: KubernetesObject): KubernetesObject {
  return changeItems(endpoints, 'subsets', subset => changeItems(subset, 'ports', port => fillEmpty(port, { protocol: 'TCP' })))
}
