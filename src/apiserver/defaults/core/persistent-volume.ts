import type { KubernetesObject } from '../../../k8s/types.ts'
import { change, changeOrAdd, fillAbsent, fillEmpty } from '../fill.ts'
import { resourceListDefaults } from './resource-list.ts'
import { volumeSourceDefaults } from './volume.ts'

/** Mirrors pkg/apis/core/v1/defaults.go SetDefaults_PersistentVolume, v1.36. */
export function persistentVolumeDefaults(volume: KubernetesObject): KubernetesObject {
  const filled = changeOrAdd(volume, 'spec', written => {
    const spec = fillAbsent(fillEmpty(written, { persistentVolumeReclaimPolicy: 'Retain' }), { volumeMode: 'Filesystem' })
    return volumeSourceDefaults(change(spec, 'capacity', resourceListDefaults))
  })
  return changeOrAdd(filled, 'status', status => fillEmpty(status, { phase: 'Pending' }))
}
