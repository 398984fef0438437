import type { KubernetesObject } from '../../../k8s/types.ts'
import type { ServerWarning } from '../../answer.ts'
import type { StageContext } from '../../strategy.ts'
import { Field } from '../../validation/field.ts'
import { deprecatedNodeLabel, expressionWarnings } from '../deprecated-node-labels.ts'

/** Mirrors pkg/api/node/util.go GetWarningsForNodeSelector, v1.36. */
export function csiStorageCapacityWarnings(object: KubernetesObject, { version }: StageContext): readonly ServerWarning[] {
  const topology = Field.root(object).child('nodeTopology')
  const labels = topology.child('matchLabels').entries.flatMap(label => {
    const why = deprecatedNodeLabel(label.key, version)
    return why === undefined ? [] : [{ message: `nodeTopology.matchLabels.${label.key}: ${why}`, path: label.path }]
  })
  return [...expressionWarnings(topology.child('matchExpressions'), version), ...labels]
}
