import type { FieldError } from '../../../k8s/field-error.ts'
import { required } from '../error-of.ts'
import type { Field } from '../field.ts'
import type { ValidationContext } from '../row.ts'
import { mapErrors } from './collections.ts'
import { labelErrors } from './device-request.ts'

const mostCounters = 32
const longestCounter = 63

/** The name of a set of counters, which must be there. */
export function* counterNameErrors(name: Field): Generator<FieldError> {
  if (name.text === '') yield required(name)
  else yield* labelErrors(name)
}

/** Counters, of which there must be one. */
export function* countersErrors(counters: Field, context: ValidationContext): Generator<FieldError> {
  if (counters.empty) yield required(counters)
  else
    yield* mapErrors(
      counters,
      longestCounter,
      key => labelErrors(key.withValue(key.key)),
      () => [],
      context,
      mostCounters
    )
}
