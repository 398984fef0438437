import type { KubernetesObject } from '../../../k8s/types.ts'
import type { ServerWarning } from '../../answer.ts'
import type { StageContext } from '../../strategy.ts'
import { numberOf } from '../../validation/error-of.ts'
import { Field } from '../../validation/field.ts'
import { podNameWarnings } from '../pod-name.ts'
import { templateWarnings } from '../pod-template.ts'

const completionsSoftLimit = 100_000
const parallelismSoftLimit = 10_000
const manyIndexes =
  'In Indexed Jobs with a number of completions higher than 10^5 and a parallelism higher than 10^4, Kubernetes might not be able to track completedIndexes when a big number of indexes fail'

/** Mirrors pkg/registry/batch/job/strategy.go WarningsOnCreate, v1.36. */
export function jobWarnings(object: KubernetesObject, context: StageContext): readonly ServerWarning[] {
  return [...podNameWarnings(object), ...indexWarnings(Field.root(object).child('spec')), ...templateWarnings(object, context)]
}

function indexWarnings(spec: Field): readonly ServerWarning[] {
  if (spec.child('completionMode').text !== 'Indexed') return []
  if (numberOf(spec.child('completions')) <= completionsSoftLimit || numberOf(spec.child('parallelism')) <= parallelismSoftLimit) return []
  return [{ message: manyIndexes, path: spec.path }]
}
