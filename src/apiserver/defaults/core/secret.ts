import type { KubernetesObject } from '../../../k8s/types.ts'
import { fillEmpty } from '../fill.ts'

/** Mirrors pkg/apis/core/v1/defaults.go SetDefaults_Secret, v1.36. */
export function secretDefaults(secret: KubernetesObject): KubernetesObject {
  return fillEmpty(secret, { type: 'Opaque' })
}
