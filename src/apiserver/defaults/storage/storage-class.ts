import type { KubernetesObject } from '../../../k8s/types.ts'
import { fillAbsent } from '../fill.ts'

/** Mirrors pkg/apis/storage/v1/defaults.go SetDefaults_StorageClass, v1.36. */
export function storageClassDefaults(storageClass: KubernetesObject): KubernetesObject {
  return fillAbsent(storageClass, { reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' })
}
