import type { KubernetesObject } from '../../../k8s/types.ts'
import { changeOrAdd } from '../fill.ts'
import { podTemplateDefaults as templateDefaults } from './pod-spec.ts'

/** A PodTemplate object, which keeps a template for others to use. */
export function podTemplateDefaults(object: KubernetesObject): KubernetesObject {
  return changeOrAdd(object, 'template', templateDefaults)
}
