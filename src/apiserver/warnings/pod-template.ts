import type { KubernetesObject } from '../../k8s/types.ts'
import type { ServerWarning } from '../answer.ts'
import type { StageContext } from '../strategy.ts'
import { Field } from '../validation/field.ts'
import { podSpecWarnings } from './core/pod-spec.ts'

/** What the server warns of in the pod template of a workload. Mirrors pkg/api/pod/warnings.go GetWarningsForPodTemplate, v1.36. */
export function templateWarnings(object: KubernetesObject, context: StageContext): readonly ServerWarning[] {
  return warningsAt(object, 'spec.template', context)
}

/** What it warns of in the pod template of a CronJob's Jobs. */
export function jobTemplateWarnings(object: KubernetesObject, context: StageContext): readonly ServerWarning[] {
  return warningsAt(object, 'spec.jobTemplate.spec.template', context)
}

/** What it warns of in the template that a PodTemplate keeps. */
export function keptTemplateWarnings(object: KubernetesObject, context: StageContext): readonly ServerWarning[] {
  return warningsAt(object, 'template', context)
}

function warningsAt(object: KubernetesObject, at: string, { version }: StageContext): readonly ServerWarning[] {
  return [...podSpecWarnings(Field.root(object).at(at), version)]
}
