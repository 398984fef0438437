import type { KubernetesObject } from '../../../k8s/types.ts'
import type { ServerWarning } from '../../answer.ts'
import type { StageContext } from '../../strategy.ts'
import { Field } from '../../validation/field.ts'
import { deprecatedNodeLabel } from '../deprecated-node-labels.ts'

/** Mirrors pkg/api/node/util.go GetWarningsForRuntimeClass, v1.36. */
export function runtimeClassWarnings(object: KubernetesObject, { version }: StageContext): readonly ServerWarning[] {
  return Field.root(object)
    .at('scheduling.nodeSelector')
    .entries.flatMap(label => {
      const why = deprecatedNodeLabel(label.key, version)
      return why === undefined ? [] : [{ message: `scheduling.nodeSelector: ${why}`, path: label.path }]
    })
}
