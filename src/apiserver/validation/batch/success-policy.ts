import type { FieldError } from '../../../k8s/field-error.ts'
import { byteLength } from '../../../k8s/names/byte-length.ts'
import { invalid, negative, numberOf, required, tooLong, tooMany } from '../error-of.ts'
import type { Field } from '../field.ts'
import { type GoField, goStruct } from '../go-struct.ts'
import { indexesIn } from './indexes.ts'

const maxRules = 20
const maxIndexesLength = 65_536
const ruleFields: readonly GoField[] = [
  ['SucceededIndexes', 'succeededIndexes'],
  ['SucceededCount', 'succeededCount'],
]

/** Mirrors pkg/apis/batch/validation/validation.go validateSuccessPolicy, v1.36. */
export function* successPolicyErrors(policy: Field): Generator<FieldError> {
  const spec = policy.parent!
  const rules = policy.child('rules')
  if (spec.child('completionMode').text !== 'Indexed') {
    const shown = rules.absent ? null : rules.items.map(rule => goStruct(rule.value, ruleFields))
    yield invalid(policy, 'requires indexed completion mode', { Rules: shown })
    return
  }
  if (rules.items.length === 0) yield required(rules, 'at least one rules must be specified when the successPolicy is specified')
  if (rules.items.length > maxRules) yield tooMany(rules, rules.items.length, maxRules)
  for (const rule of rules.items) yield* ruleErrors(rule, numberOf(spec.child('completions')))
}

/** Mirrors validateSuccessPolicyRule. */
function* ruleErrors(rule: Field, completions: number): Generator<FieldError> {
  const count = rule.child('succeededCount')
  const indexes = rule.child('succeededIndexes')
  if (count.absent && indexes.absent) yield required(rule, 'at least one of succeededCount or succeededIndexes must be specified')
  let listed = 0
  if (!indexes.absent) {
    if (byteLength(indexes.text) > maxIndexesLength) yield tooLong(indexes, maxIndexesLength)
    const found = indexesIn(indexes.text, completions)
    if (typeof found === 'string') yield invalid(indexes, `error parsing succeededIndexes: ${found}`)
    else listed = found
  }
  if (count.absent) return
  yield* negative(count)
  if (numberOf(count) > completions)
    yield invalid(count, `must be less than or equal to ${completions} (the number of specified completions)`)
  if (!indexes.absent && numberOf(count) > listed)
    yield invalid(count, `must be less than or equal to ${listed} (the number of indexes in the specified succeededIndexes field)`)
}
