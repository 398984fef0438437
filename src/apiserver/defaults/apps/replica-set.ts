import type { KubernetesObject } from '../../../k8s/types.ts'
import { podTemplateDefaults } from '../core/pod-spec.ts'
import { changeOrAdd, fillAbsent } from '../fill.ts'

/** Mirrors pkg/apis/apps/v1/defaults.go SetDefaults_ReplicaSet, v1.36. */
export function replicaSetDefaults(replicaSet: KubernetesObject): KubernetesObject {
  return changeOrAdd(replicaSet, 'spec', spec => changeOrAdd(fillAbsent(spec, { replicas: 1 }), 'template', podTemplateDefaults))
}
