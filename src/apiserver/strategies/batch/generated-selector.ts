import type { KubernetesObject } from '../../../k8s/types.ts'
import { changeOrAdd, isStruct, type Struct } from '../../defaults/fill.ts'
import { templateLabels } from '../../defaults/template-labels.ts'
import { withMadeUpSuffix } from '../../generated-name.ts'
import { madeUpUid } from '../../made-up-values.ts'
import { controllerUidLabel, generatedLabels } from '../../validation/batch/generated-labels.ts'

/**
 * Gives a Job the selector and its pods the labels that no other Job has, unless it brings its own.
 * Labels that the Job took over from its pods take over these too. Mirrors pkg/registry/batch/job/strategy.go generateSelector, v1.36.
 */
export function withGeneratedSelector(job: KubernetesObject): KubernetesObject {
  const { spec: written } = job as { spec?: unknown }
  if (!isStruct(written) || written['manualSelector'] === true) return job
  const before = templateLabels(job)
  const labels = { ...generatedLabels(job.metadata?.name ?? ''), ...before }
  const own = job.metadata?.labels
  const takenOver = own !== undefined && own === before
  return {
    ...job,
    metadata: { ...job.metadata, ...(takenOver ? { labels } : {}) },
    spec: withSelector(changeOrAdd(written, 'template', template => withLabels(template, labels))),
  } as KubernetesObject
}

function withLabels(template: Struct, labels: Struct): Struct {
  return changeOrAdd(template, 'metadata', metadata => ({ ...metadata, labels }))
}

/** A label that the selector names already stays. */
function withSelector(spec: Struct): Struct {
  return changeOrAdd(spec, 'selector', selector =>
    changeOrAdd(selector, 'matchLabels', labels => ({ [controllerUidLabel]: madeUpUid, ...labels }))
  )
}

/** The labels with the name of the Job again, where the server has yet to make one up. */
export function withNamedLabels(job: KubernetesObject): KubernetesObject {
  const name = job.metadata?.name ?? ''
  const madeUp = withMadeUpSuffix(name)
  const labels = templateLabels(job)
  if (madeUp === name || labels === undefined || !isStruct(job.spec)) return job
  const named = Object.fromEntries(Object.entries(labels).map(([key, value]) => [key, value === madeUp ? name : value]))
  return { ...job, spec: changeOrAdd(job.spec, 'template', template => withLabels(template, named)) } as KubernetesObject
}
