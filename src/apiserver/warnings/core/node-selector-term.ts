import { labelValueErrors } from '../../../k8s/names/qualified-name.ts'
import type { KubernetesVersion } from '../../../k8s/version.ts'
import type { ServerWarning } from '../../answer.ts'
import type { Field } from '../../validation/field.ts'
import { deprecatedNodeLabel } from '../deprecated-node-labels.ts'
import { fieldWarning } from '../warning.ts'

/** Mirrors pkg/api/node/util.go GetWarningsForNodeSelectorTerm, v1.36. */
export function* nodeSelectorTermWarnings(term: Field, withValues: boolean, version: KubernetesVersion): Generator<ServerWarning> {
  for (const expression of term.child('matchExpressions').items) {
    const key = expression.child('key')
    const words = deprecatedNodeLabel(key.text, version)
    if (words !== undefined) yield fieldWarning(key, `${key.text} is ${words}`)
    if (withValues)
      for (const value of expression.child('values').items)
        for (const detail of labelValueErrors(value.text, version)) yield fieldWarning(value, `${value.text} is invalid, ${detail}`)
  }
}
