import type { KubernetesObject } from '../../../k8s/types.ts'
import { fillAbsent } from '../fill.ts'

/** Mirrors pkg/apis/scheduling/v1/defaults.go SetDefaults_PriorityClass, v1.36. */
export function priorityClassDefaults(priorityClass: KubernetesObject): KubernetesObject {
  return fillAbsent(priorityClass, { preemptionPolicy: 'PreemptLowerPriority' })
}
