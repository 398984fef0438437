import type { FieldError } from '../../../k8s/field-error.ts'
import { goQuote } from '../../../k8s/go-quote.ts'
import { byteLength } from '../../../k8s/names/byte-length.ts'
import { domainPrefixedPathErrors } from '../../../k8s/names/domain.ts'
import { invalid, malformedAll, notSupported, required, tooLong } from '../error-of.ts'
import type { Field } from '../field.ts'
import type { Row, Rule } from '../row.ts'
import { nonNegative, oneOf } from '../rows.ts'
import { indexedErrors } from './indexed-job.ts'
import { podFailurePolicyErrors } from './pod-failure-policy.ts'
import { successPolicyErrors } from './success-policy.ts'

const maxManagedByLength = 63
const replacementPolicies = ['Failed', 'TerminatingOrFailed']
const restartPolicies = ['OnFailure', 'Never']

/** What the spec of a Job and of a CronJob's template must keep to, before its pods. Mirrors validateJobSpec, v1.36. */
export const jobSpecRules: readonly Rule[] = [
  nonNegative('parallelism'),
  nonNegative('completions'),
  nonNegative('activeDeadlineSeconds'),
  nonNegative('backoffLimit'),
  nonNegative('ttlSecondsAfterFinished'),
  nonNegative('backoffLimitPerIndex'),
  nonNegative('maxFailedIndexes'),
  {
    at: 'backoffLimitPerIndex',
    when: spec => !spec.child('maxFailedIndexes').absent,
    reason: 'FieldValueRequired',
    check: limit => (limit.absent ? ['when maxFailedIndexes is specified'] : []),
  },
  { at: 'managedBy', rules: [{ errors: managedByErrors }] },
  oneOf('completionMode', ['NonIndexed', 'Indexed'], 'set'),
  { at: '', when: spec => spec.child('completionMode').text === 'Indexed', rules: [{ errors: indexedErrors }] },
  { at: '', when: isNonIndexed, rules: ['backoffLimitPerIndex', 'maxFailedIndexes'].map(requiresIndexes) },
  { at: 'podFailurePolicy', rules: [{ errors: podFailurePolicyErrors }] },
  { at: 'successPolicy', rules: [{ errors: successPolicyErrors }] },
  { errors: replacementPolicyErrors },
]

/** The pods of a Job end, so they may not be restarted always. Mirrors the end of validateJobSpec. */
export function* restartPolicyErrors(spec: Field): Generator<FieldError> {
  const policy = spec.at('template.spec.restartPolicy')
  if (policy.text === 'Always' || policy.text === '') yield required(policy, `valid values: ${restartPolicies.map(goQuote).join(', ')}`)
  else if (!restartPolicies.includes(policy.text)) yield notSupported(policy, restartPolicies)
  else if (!spec.child('podFailurePolicy').absent && policy.text !== 'Never')
    yield invalid(policy, 'only "Never" is supported when podFailurePolicy is specified')
}

function isNonIndexed(spec: Field): boolean {
  const mode = spec.child('completionMode')
  return mode.absent || mode.text === 'NonIndexed'
}

function requiresIndexes(at: string): Row {
  return { at, reason: 'FieldValueInvalid', check: () => ['requires indexed completion mode'] }
}

function* managedByErrors(managedBy: Field): Generator<FieldError> {
  yield* malformedAll(managedBy, domainPrefixedPathErrors(managedBy.text))
  if (byteLength(managedBy.text) > maxManagedByLength) yield tooLong(managedBy, maxManagedByLength)
}

/** Mirrors validatePodReplacementPolicy. */
function* replacementPolicyErrors(spec: Field): Generator<FieldError> {
  const policy = spec.child('podReplacementPolicy')
  if (policy.absent) return
  const supported = spec.child('podFailurePolicy').absent ? replacementPolicies : ['Failed']
  if (!supported.includes(policy.text)) yield notSupported(policy, supported)
}
