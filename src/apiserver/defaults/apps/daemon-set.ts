import type { KubernetesObject } from '../../../k8s/types.ts'
import { podTemplateDefaults } from '../core/pod-spec.ts'
import { change, changeOrAdd, fillAbsent, fillEmpty, type Struct } from '../fill.ts'

/** Mirrors pkg/apis/apps/v1/defaults.go SetDefaults_DaemonSet, v1.36. */
export function daemonSetDefaults(daemonSet: KubernetesObject): KubernetesObject {
  return changeOrAdd(daemonSet, 'spec', written => {
    const spec = changeOrAdd(fillAbsent(written, { revisionHistoryLimit: 10 }), 'updateStrategy', updateStrategyDefaults)
    return changeOrAdd(spec, 'template', podTemplateDefaults)
  })
}

function updateStrategyDefaults(strategy: Struct): Struct {
  const typed = fillEmpty(strategy, { type: 'RollingUpdate' })
  // what is stored has both as plain fields
  if (typed['type'] !== 'RollingUpdate')
    return change(typed, 'rollingUpdate', update => fillAbsent(update, { maxUnavailable: 0, maxSurge: 0 }))
  return changeOrAdd(typed, 'rollingUpdate', update => fillAbsent(update, { maxUnavailable: 1, maxSurge: 0 }))
}
