import { valueAt } from '../../k8s/field-path.ts'
import type { KubernetesObject } from '../../k8s/types.ts'
import { isStruct } from './fill.ts'

type Labels = Readonly<Record<string, string>>

/** The labels of the pods that an object is a template for. */
export function templateLabels(object: KubernetesObject): Labels | undefined {
  const labels = valueAt(object, ['spec', 'template', 'metadata', 'labels'])
  return isStruct(labels) ? (labels as Labels) : undefined
}

/** An object without labels of its own gets those of its pods. */
export function withTemplateLabels(object: KubernetesObject): KubernetesObject {
  const labels = templateLabels(object)
  if (labels === undefined || Object.keys(object.metadata?.labels ?? {}).length > 0) return object
  return { ...object, metadata: { ...object.metadata, labels } }
}
