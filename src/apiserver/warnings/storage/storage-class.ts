import type { KubernetesObject } from '../../../k8s/types.ts'
import type { ServerWarning } from '../../answer.ts'
import { Field } from '../../validation/field.ts'
import { deprecatedNodeLabels } from '../deprecated-node-labels.ts'

/** Mirrors pkg/api/storage/util.go GetWarningsForStorageClass, v1.36. */
export function storageClassWarnings(object: KubernetesObject): readonly ServerWarning[] {
  const terms = Field.root(object).child('allowedTopologies').items
  return terms.flatMap(term =>
    term.child('matchLabelExpressions').items.flatMap(expression => {
      const key = expression.child('key')
      const why = deprecatedNodeLabels.get(key.text)
      return why === undefined ? [] : [{ message: `${key.name}: ${why}`, path: key.path }]
    })
  )
}
