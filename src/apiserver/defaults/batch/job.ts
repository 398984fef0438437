import type { KubernetesObject } from '../../../k8s/types.ts'
import { podTemplateDefaults } from '../core/pod-spec.ts'
import { change, changeItems, changeOrAdd, fillAbsent, fillEmpty, type Struct } from '../fill.ts'
import { withTemplateLabels } from '../template-labels.ts'

const unlimited = 2_147_483_647

/** Mirrors pkg/apis/batch/v1/defaults.go SetDefaults_Job, v1.36. */
export function jobDefaults(job: KubernetesObject): KubernetesObject {
  const filled = changeOrAdd(job, 'spec', written => {
    const once = isAbsent(written['completions']) && isAbsent(written['parallelism']) ? { completions: 1 } : {}
    const spec = fillAbsent(written, {
      ...once,
      parallelism: 1,
      backoffLimit: isAbsent(written['backoffLimitPerIndex']) ? 6 : unlimited,
      completionMode: 'NonIndexed',
      suspend: false,
      manualSelector: false,
      podReplacementPolicy: isAbsent(written['podFailurePolicy']) ? 'TerminatingOrFailed' : 'Failed',
    })
    return jobSpecDefaults(spec)
  })
  return withTemplateLabels(filled)
}

/** What the spec of a Job and of a CronJob's template have in common. */
export function jobSpecDefaults(spec: Struct): Struct {
  const policy = change(spec, 'podFailurePolicy', policy =>
    changeItems(policy, 'rules', rule => changeItems(rule, 'onPodConditions', pattern => fillEmpty(pattern, { status: 'True' })))
  )
  return changeOrAdd(policy, 'template', podTemplateDefaults)
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null
}
