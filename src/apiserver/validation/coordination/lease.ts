import type { FieldError } from '../../../k8s/field-error.ts'
import { qualifiedNameErrors } from '../../../k8s/names/qualified-name.ts'
import { forbidden, invalidAll, notSupported } from '../error-of.ts'
import type { Field } from '../field.ts'
import type { Rule, ValidationContext } from '../row.ts'
import { nonNegative, numeric } from '../rows.ts'

const strategies = ['OldestEmulationVersion']

/** Mirrors pkg/apis/coordination/validation/validation.go ValidateLeaseSpec, v1.36. */
export const leaseRules: readonly Rule[] = [
  numeric('spec.leaseDurationSeconds', value => value > 0, 'must be greater than 0'),
  nonNegative('spec.leaseTransitions'),
  { errors: strategyErrors, gate: 'CoordinatedLeaderElection' },
]

/** Mirrors ValidateCoordinatedLeaseStrategy, which prints the field's name twice. */
function* strategyErrors(lease: Field, { version }: ValidationContext): Generator<FieldError> {
  const strategy = lease.at('spec.strategy').printedAs('spec.strategy.strategy')
  if (!strategy.absent) {
    if (!strategy.text.includes('/')) {
      if (!strategies.includes(strategy.text)) yield notSupported(strategy, strategies, strategy.text)
    } else yield* invalidAll(strategy, qualifiedNameErrors(strategy.text, version), strategy.text)
  }
  const holder = lease.at('spec.preferredHolder')
  if (holder.text !== '' && strategy.text === '') yield forbidden(holder, 'may only be specified if `strategy` is defined')
}
