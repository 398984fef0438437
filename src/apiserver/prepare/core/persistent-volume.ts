import { isFeatureOn } from '../../../k8s/feature-gates.ts'
import type { KubernetesObject } from '../../../k8s/types.ts'
import { madeUpTime } from '../../made-up-values.ts'
import type { StageContext } from '../../strategy.ts'
import { without } from '../drop.ts'

/** Mirrors pkg/registry/core/persistentvolume/strategy.go PrepareForCreate, v1.36. */
export function preparePersistentVolume(volume: KubernetesObject, { version }: StageContext): KubernetesObject {
  const kept = isFeatureOn('VolumeAttributesClass', version) ? volume : without(volume, ['spec', 'volumeAttributesClassName'])
  return { ...kept, status: { phase: 'Pending', lastPhaseTransitionTime: madeUpTime } }
}
