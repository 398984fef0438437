import { labelOf } from '../../k8s/label-selector.ts'
import type { PersistentVolumeClaim } from './objects.ts'

/** The storage class of a claim: of the old annotation, else of its field. Mirrors pkg/apis/core/helper GetPersistentVolumeClaimClass, v1.36. */
export function claimClass({ metadata, spec }: PersistentVolumeClaim): string {
  return labelOf(metadata?.annotations, 'volume.beta.kubernetes.io/storage-class') ?? spec?.storageClassName ?? ''
}
