import { isFeatureOn } from '../../../k8s/feature-gates.ts'
import type { KubernetesObject } from '../../../k8s/types.ts'
import type { DefaultsContext } from '../../strategy.ts'
import { changeOrAdd, fillAbsent } from '../fill.ts'

/** Mirrors pkg/apis/storage/v1/defaults.go SetDefaults_CSIDriver, v1.36. */
export function csiDriverDefaults(driver: KubernetesObject, { version }: DefaultsContext): KubernetesObject {
  return changeOrAdd(driver, 'spec', written => {
    const spec = fillAbsent(written, {
      attachRequired: true,
      podInfoOnMount: false,
      storageCapacity: false,
      fsGroupPolicy: 'ReadWriteOnceWithFSType',
      requiresRepublish: false,
      ...(isFeatureOn('SELinuxMountReadWriteOncePod', version) ? { seLinuxMount: false } : {}),
      ...(isFeatureOn('VolumeLimitScaling', version) ? { preventPodSchedulingIfMissing: false } : {}),
    })
    const modes = spec['volumeLifecycleModes']
    return Array.isArray(modes) && modes.length > 0 ? spec : { ...spec, volumeLifecycleModes: ['Persistent'] }
  })
}
