import type { FieldError } from '../../../k8s/field-error.ts'
import { invalid, numberOf, required } from '../error-of.ts'
import type { Field } from '../field.ts'

const maxParallelism = 100_000
const maxFailedIndexes = 100_000
/** Beyond this many completions the limits for each index become stricter. */
const completionsSoftLimit = 100_000
const strictLimit = 10_000
const strictWords = `must be less than or equal to ${strictLimit} when completions are above ${completionsSoftLimit} and used with backoff limit per index`

/** What a Job with indexes must keep to. Mirrors pkg/apis/batch/validation/validation.go validateJobSpec, v1.36. */
export function* indexedErrors(spec: Field): Generator<FieldError> {
  const completions = spec.child('completions')
  const parallelism = spec.child('parallelism')
  const failed = spec.child('maxFailedIndexes')
  if (completions.absent) yield required(completions, 'when completion mode is Indexed')
  if (numberOf(parallelism) > maxParallelism)
    yield invalid(parallelism, `must be less than or equal to ${maxParallelism} when completion mode is Indexed`)
  if (!completions.absent && !failed.absent && numberOf(failed) > numberOf(completions))
    yield invalid(failed, 'must be less than or equal to completions')
  if (numberOf(failed) > maxFailedIndexes) yield invalid(failed, `must be less than or equal to ${maxFailedIndexes}`)
  if (numberOf(completions) <= completionsSoftLimit || spec.child('backoffLimitPerIndex').absent) return
  if (failed.absent) yield required(failed, `must be specified when completions is above ${completionsSoftLimit}`)
  if (numberOf(parallelism) > strictLimit) yield invalid(parallelism, strictWords)
  if (numberOf(failed) > strictLimit) yield invalid(failed, strictWords)
}
