import type { FieldError } from '../../../k8s/field-error.ts'
import { above100PercentErrors, intOrPercentErrors, intOrPercentValue } from '../../../k8s/int-or-string.ts'
import { invalid, invalidAll, required } from '../error-of.ts'
import type { Field } from '../field.ts'
import type { GoField } from '../go-struct.ts'
import { memberOf } from '../value-check.ts'

/** How many pods may be missing or surplus, as Go prints them in a strategy that is refused. */
export const rollingUpdateFields: readonly GoField[] = [
  ['MaxUnavailable', 'maxUnavailable', 'number'],
  ['MaxSurge', 'maxSurge', 'number'],
]

/** Mirrors pkg/apis/apps/validation/validation.go ValidateRollingUpdateDeployment, v1.36. */
export function* deploymentRollingUpdateErrors(update: Field): Generator<FieldError> {
  const unavailable = update.child('maxUnavailable')
  const surge = update.child('maxSurge')
  yield* shareErrors(unavailable)
  yield* shareErrors(surge)
  if (intOrPercentValue(unavailable.value) === 0 && intOrPercentValue(surge.value) === 0)
    yield invalid(unavailable, 'may not be 0 when `maxSurge` is 0')
  yield* invalidAll(unavailable, above100PercentErrors(unavailable.value))
}

/** Whether pods may be missing and surplus, a share of both that is small enough. */
export function rollsPlainly(update: unknown): boolean {
  return isSmallShare(memberOf(update, 'maxUnavailable')) && isSmallShare(memberOf(update, 'maxSurge'))
}

function isSmallShare(share: unknown): boolean {
  return typeof share === 'number' ? share > 0 : typeof share === 'string' && /^[1-9][0-9]?%$/.test(share)
}

/** Mirrors ValidateRollingUpdateDaemonSet. */
export function* daemonSetRollingUpdateErrors(update: Field): Generator<FieldError> {
  const unavailable = update.child('maxUnavailable')
  const surge = update.child('maxSurge')
  yield* shareErrors(unavailable)
  yield* shareErrors(surge)
  yield* invalidAll(unavailable, above100PercentErrors(unavailable.value))
  yield* invalidAll(surge, above100PercentErrors(surge.value))
  const missing = intOrPercentValue(unavailable.value) !== 0
  const surplus = intOrPercentValue(surge.value) !== 0
  if (missing && surplus) yield invalid(surge, 'may not be set when maxUnavailable is non-zero')
  else if (!missing && !surplus) yield required(unavailable, 'cannot be 0 when maxSurge is 0')
}

/** Mirrors validateRollingUpdateStatefulSet, but for the partition. */
export function* statefulSetUnavailableErrors(unavailable: Field): Generator<FieldError> {
  yield* shareErrors(unavailable)
  if (intOrPercentValue(unavailable.value) === 0) yield invalid(unavailable, 'cannot be 0')
  yield* invalidAll(unavailable, above100PercentErrors(unavailable.value))
}

function shareErrors(share: Field): readonly FieldError[] {
  return invalidAll(share, intOrPercentErrors(share.value))
}
