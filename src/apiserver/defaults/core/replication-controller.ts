import type { KubernetesObject } from '../../../k8s/types.ts'
import { change, changeOrAdd, fillAbsent, isStruct } from '../fill.ts'
import { templateLabels, withTemplateLabels } from '../template-labels.ts'
import { podTemplateDefaults } from './pod-spec.ts'

/** Mirrors pkg/apis/core/v1/defaults.go SetDefaults_ReplicationController, v1.36. */
export function replicationControllerDefaults(controller: KubernetesObject): KubernetesObject {
  const labels = templateLabels(controller)
  const filled = changeOrAdd(controller, 'spec', written => {
    const spec = change(fillAbsent(written, { replicas: 1 }), 'template', podTemplateDefaults)
    const hasSelector = isStruct(spec['selector']) && Object.keys(spec['selector']).length > 0
    return labels === undefined || hasSelector ? spec : { ...spec, selector: labels }
  })
  return withTemplateLabels(filled)
}
