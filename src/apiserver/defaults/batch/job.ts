import type { KubernetesObject } from '../../../k8s/types.ts'
import { podTemplateDefaults } from '../core/pod-spec.ts'
import { change, changeItems, changeOrAdd, fillAbsent, fillEmpty, isStruct, type Struct } from '../fill.ts'

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

/** An object without labels of its own gets those of its pods. */
export function withTemplateLabels(object: KubernetesObject): KubernetesObject {
  if (Object.keys(object.metadata?.labels ?? {}).length > 0) return object
  const template = isStruct(object.spec) ? object.spec['template'] : undefined
  const metadata = isStruct(template) ? template['metadata'] : undefined
  const labels = isStruct(metadata) ? metadata['labels'] : undefined
  if (!isStruct(labels)) return object
  return { ...object, metadata: { ...object.metadata, labels: labels as Readonly<Record<string, string>> } }
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null
}
