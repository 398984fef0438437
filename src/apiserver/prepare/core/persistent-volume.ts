import { isFeatureOn } from '../../../k8s/feature-gates.ts'
import type { KubernetesObject } from '../../../k8s/types.ts'
import { madeUpTime } from '../../made-up-values.ts'
import type { StageContext } from '../../strategy.ts'
import { without } from '../drop.ts'

/** The first minor that drops what no gate turns on. */
const droppedSince = 31

/** Mirrors pkg/registry/core/persistentvolume/strategy.go PrepareForCreate, v1.36. */
export function preparePersistentVolume(volume: KubernetesObject, { version }: StageContext): KubernetesObject {
  const isDropped = version.minor >= droppedSince && !isFeatureOn('VolumeAttributesClass', version)
  const kept = isDropped ? without(volume, ['spec', 'volumeAttributesClassName']) : volume
  return { ...kept, status: { phase: 'Pending', lastPhaseTransitionTime: madeUpTime } }
}
