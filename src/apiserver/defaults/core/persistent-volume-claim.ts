import type { KubernetesObject } from '../../../k8s/types.ts'
import { change, changeOrAdd, fillAbsent, fillEmpty, type Struct } from '../fill.ts'
import { resourcesDefaults } from './resource-list.ts'

/** Mirrors pkg/apis/core/v1/defaults.go SetDefaults_PersistentVolumeClaim, v1.36. */
export function persistentVolumeClaimDefaults(claim: KubernetesObject): KubernetesObject {
  return changeOrAdd(changeOrAdd(claim, 'spec', claimSpecDefaults), 'status', status => fillEmpty(status, { phase: 'Pending' }))
}

/** Mirrors SetDefaults_PersistentVolumeClaimSpec. */
export function claimSpecDefaults(spec: Struct): Struct {
  return change(fillAbsent(spec, { volumeMode: 'Filesystem' }), 'resources', resourcesDefaults)
}
