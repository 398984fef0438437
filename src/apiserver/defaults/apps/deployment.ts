import type { KubernetesObject } from '../../../k8s/types.ts'
import { podTemplateDefaults } from '../core/pod-spec.ts'
import { changeOrAdd, changeOrAddMembers, fillAbsent, fillEmpty, type Struct } from '../fill.ts'

/** Mirrors pkg/apis/apps/v1/defaults.go SetDefaults_Deployment, v1.36. */
export function deploymentDefaults(deployment: KubernetesObject): KubernetesObject {
  return changeOrAdd(deployment, 'spec', written => {
    const spec = fillAbsent(written, whereAbsent)
    return changeOrAddMembers(written, spec, parts)
  })
}

const whereAbsent = { replicas: 1, revisionHistoryLimit: 10, progressDeadlineSeconds: 600 }
const parts = { strategy: strategyDefaults, template: podTemplateDefaults }

function strategyDefaults(strategy: Struct): Struct {
  const typed = fillEmpty(strategy, { type: 'RollingUpdate' })
  if (typed['type'] !== 'RollingUpdate') return typed
  return changeOrAdd(typed, 'rollingUpdate', update => fillAbsent(update, { maxUnavailable: '25%', maxSurge: '25%' }))
}
