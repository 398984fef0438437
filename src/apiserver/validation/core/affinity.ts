import type { FieldError } from '../../../k8s/field-error.ts'
import { dnsLabelErrors } from '../../../k8s/names/dns.ts'
import { qualifiedNameErrors } from '../../../k8s/names/qualified-name.ts'
import type { Field } from '../field.ts'
import { fieldError } from '../field-errors.ts'
import { labelSelector } from '../meta/label-selector.ts'
import type { Row, Rule } from '../row.ts'
import { formatted, required } from '../rows.ts'
import { checkValue, memberOf } from '../value-check.ts'
import { matchLabelKeysErrors } from './match-label-keys.ts'
import { nodeSelectorRules, preferredTermRules } from './node-selector.ts'

const weight: Row = {
  at: 'weight',
  reason: 'FieldValueInvalid',
  zero: 0,
  check: checkValue(value => (Number(value) >= 1 && Number(value) <= 100 ? [] : ['must be in the range 1-100'])),
}

/** Mirrors pkg/apis/core/validation/validation.go validatePodAffinityTerm, v1.36. */
const podAffinityTermRules: readonly Rule[] = [
  labelSelector('labelSelector'),
  labelSelector('namespaceSelector'),
  { of: 'namespaces', errors: namespacesErrors },
  { of: ['matchLabelKeys', 'mismatchLabelKeys'], errors: matchLabelKeysErrors, gate: 'MatchLabelKeysInPodAffinity' },
  required('topologyKey', 'can not be empty'),
  formatted('topologyKey', qualifiedNameErrors, 'always'),
]

const podAffinityRules: readonly Rule[] = [
  { at: 'requiredDuringSchedulingIgnoredDuringExecution', each: 'item', rules: podAffinityTermRules },
  {
    at: 'preferredDuringSchedulingIgnoredDuringExecution',
    each: 'item',
    rules: [weight, { errors: term => emptyTermErrors(term), isSound: hasTerm }, { at: 'podAffinityTerm', rules: podAffinityTermRules }],
  },
]

/** Mirrors validateAffinity, v1.36. */
export const affinityRules: readonly Rule[] = [
  { at: 'nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution', rules: nodeSelectorRules },
  {
    at: 'nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution',
    each: 'item',
    rules: [weight, { at: 'preference', rules: preferredTermRules }],
  },
  { at: 'podAffinity', rules: podAffinityRules },
  { at: 'podAntiAffinity', rules: podAffinityRules },
]

/** The server prints `namespace`, without an index. */
function* namespacesErrors(term: Field): Generator<FieldError> {
  for (const namespace of term.child('namespaces').items)
    for (const detail of dnsLabelErrors(namespace.text))
      yield fieldError('FieldValueInvalid', namespace.printedAs(`${term.name}.namespace`), detail, namespace.text)
}

function hasTerm(weighted: unknown): boolean {
  return (memberOf(weighted, 'podAffinityTerm') ?? null) !== null
}

/** A term that is left out is one without a topology key. */
function* emptyTermErrors(weighted: Field): Generator<FieldError> {
  const term = weighted.child('podAffinityTerm')
  if (!term.absent) return
  const key = term.child('topologyKey')
  yield fieldError('FieldValueRequired', key, 'can not be empty')
  for (const detail of qualifiedNameErrors('')) yield fieldError('FieldValueInvalid', key, detail, '')
}
