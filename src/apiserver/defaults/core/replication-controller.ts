import type { KubernetesObject } from '../../../k8s/types.ts'
import { withTemplateLabels } from '../batch/job.ts'
import { change, changeOrAdd, fillAbsent, isStruct } from '../fill.ts'
import { podTemplateDefaults } from './pod-spec.ts'

/** Mirrors pkg/apis/core/v1/defaults.go SetDefaults_ReplicationController, v1.36. */
export function replicationControllerDefaults(controller: KubernetesObject): KubernetesObject {
  const filled = changeOrAdd(controller, 'spec', written => {
    const spec = change(fillAbsent(written, { replicas: 1 }), 'template', podTemplateDefaults)
    const labels = templateLabels(spec['template'])
    const hasSelector = isStruct(spec['selector']) && Object.keys(spec['selector']).length > 0
    return labels === undefined || hasSelector ? spec : { ...spec, selector: labels }
  })
  return withTemplateLabels(filled)
}

function templateLabels(template: unknown): unknown {
  const metadata = isStruct(template) ? template['metadata'] : undefined
  const labels = isStruct(metadata) ? metadata['labels'] : undefined
  return isStruct(labels) ? labels : undefined
}
