import type { KubernetesObject } from '../../../k8s/types.ts'
import { changeItems, fillAbsent } from '../fill.ts'

/** Mirrors pkg/apis/discovery/v1/defaults.go SetDefaults_EndpointPort, v1.36. */
export function endpointSliceDefaults(slice: KubernetesObject): KubernetesObject {
  return changeItems(slice, 'ports', port => fillAbsent(port, { name: '', protocol: 'TCP' }))
}
