import type { KubernetesObject } from '../../../k8s/types.ts'
import type { ServerWarning } from '../../answer.ts'
import { Field } from '../../validation/field.ts'
import { deprecatedNodeLabels, expressionWarnings } from '../deprecated-node-labels.ts'

/** Mirrors pkg/api/node/util.go GetWarningsForNodeSelector, v1.36. */
export function csiStorageCapacityWarnings(object: KubernetesObject): readonly ServerWarning[] {
  const topology = Field.root(object).child('nodeTopology')
  const labels = topology.child('matchLabels').entries.flatMap(label => {
    const why = deprecatedNodeLabels.get(label.key)
    return why === undefined ? [] : [{ message: `nodeTopology.matchLabels.${label.key}: ${why}`, path: label.path }]
  })
  return [...expressionWarnings(topology.child('matchExpressions')), ...labels]
}
