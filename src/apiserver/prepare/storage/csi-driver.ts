import { isFeatureOn } from '../../../k8s/feature-gates.ts'
import type { KubernetesObject } from '../../../k8s/types.ts'
import type { StageContext } from '../../strategy.ts'
import { without } from '../drop.ts'

const gated: readonly (readonly [string, string])[] = [
  ['seLinuxMount', 'SELinuxMountReadWriteOncePod'],
  ['nodeAllocatableUpdatePeriodSeconds', 'MutableCSINodeAllocatableCount'],
  ['serviceAccountTokenInSecrets', 'CSIServiceAccountTokenSecrets'],
  ['preventPodSchedulingIfMissing', 'VolumeLimitScaling'],
]

/** Mirrors pkg/registry/storage/csidriver/strategy.go PrepareForCreate, v1.36. */
export function prepareCsiDriver(driver: KubernetesObject, { version }: StageContext): KubernetesObject {
  return gated.reduce((kept, [field, gate]) => (isFeatureOn(gate, version) ? kept : without(kept, ['spec', field])), driver)
}
