import type { KubernetesObject } from '../../../k8s/types.ts'
import { persistentVolumeClaimDefaults } from '../core/persistent-volume-claim.ts'
import { podTemplateDefaults } from '../core/pod-spec.ts'
import { change, changeItems, changeOrAdd, fillAbsent, fillEmpty, type Struct } from '../fill.ts'

/** Mirrors pkg/apis/apps/v1/defaults.go SetDefaults_StatefulSet, v1.36. */
export function statefulSetDefaults(statefulSet: KubernetesObject): KubernetesObject {
  return changeOrAdd(statefulSet, 'spec', written => {
    let spec = fillAbsent(fillEmpty(written, { podManagementPolicy: 'OrderedReady' }), { replicas: 1, revisionHistoryLimit: 10 })
    spec = changeOrAdd(spec, 'updateStrategy', updateStrategyDefaults)
    spec = changeOrAdd(spec, 'persistentVolumeClaimRetentionPolicy', policy =>
      fillEmpty(policy, { whenDeleted: 'Retain', whenScaled: 'Retain' })
    )
    spec = changeItems(spec, 'volumeClaimTemplates', claimTemplateDefaults)
    return changeOrAdd(spec, 'template', podTemplateDefaults)
  })
}

function updateStrategyDefaults(strategy: Struct): Struct {
  const typed = strategy['type'] ? strategy : fillAbsent({ ...strategy, type: 'RollingUpdate' }, { rollingUpdate: {} })
  return typed['type'] === 'RollingUpdate' ? change(typed, 'rollingUpdate', update => fillAbsent(update, { partition: 0 })) : typed
}

function claimTemplateDefaults(claim: Struct): Struct {
  return { ...(persistentVolumeClaimDefaults(claim) as Struct), apiVersion: 'v1', kind: 'PersistentVolumeClaim' }
}
