import type { KubernetesObject } from '../../../k8s/types.ts'
import type { ServerWarning } from '../../answer.ts'
import type { StageContext } from '../../strategy.ts'
import { Field } from '../../validation/field.ts'
import { deprecatedNodeLabel } from '../deprecated-node-labels.ts'

/** Mirrors pkg/api/storage/util.go GetWarningsForStorageClass, v1.36. */
export function storageClassWarnings(object: KubernetesObject, { version }: StageContext): readonly ServerWarning[] {
  const terms = Field.root(object).child('allowedTopologies').items
  return terms.flatMap(term =>
    term.child('matchLabelExpressions').items.flatMap(expression => {
      const key = expression.child('key')
      const why = deprecatedNodeLabel(key.text, version)
      return why === undefined ? [] : [{ message: `${key.name}: ${why}`, path: key.path }]
    })
  )
}
