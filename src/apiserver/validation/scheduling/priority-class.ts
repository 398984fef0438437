import type { FieldError } from '../../../k8s/field-error.ts'
import { forbidden, numberOf } from '../error-of.ts'
import type { Field } from '../field.ts'
import type { Rule } from '../row.ts'
import { oneOf } from '../rows.ts'

const systemPrefix = 'system-'
const mostOfUsers = 1_000_000_000
/** The classes that the system makes for itself. Mirrors pkg/apis/scheduling/v1/helpers.go SystemPriorityClasses, v1.36. */
const systemClasses: ReadonlyMap<string, number> = new Map([
  ['system-node-critical', 2_000_001_000],
  ['system-cluster-critical', 2_000_000_000],
])

/** Mirrors pkg/apis/scheduling/validation/validation.go ValidatePriorityClass, v1.36. */
export const priorityClassRules: readonly Rule[] = [
  { errors: valueErrors },
  {
    at: 'preemptionPolicy',
    reason: 'FieldValueRequired',
    check: policy => (!policy.absent && policy.text === '' ? [''] : []),
  },
  oneOf('preemptionPolicy', ['PreemptLowerPriority', 'Never']),
]

function* valueErrors(priorityClass: Field): Generator<FieldError> {
  const name = priorityClass.at('metadata.name')
  const value = priorityClass.child('value')
  if (!name.text.startsWith(systemPrefix)) {
    if (numberOf(value) > mostOfUsers) yield forbidden(value, `maximum allowed value of a user defined priority is ${mostOfUsers}`)
    return
  }
  const why = notSystemClass(name.text, numberOf(value), priorityClass.child('globalDefault').value === true)
  if (why !== undefined)
    yield forbidden(name, `priority class names with '${systemPrefix}' prefix are reserved for system use only. error: ${why}`)
}

/** Mirrors IsKnownSystemPriorityClass. */
function notSystemClass(name: string, value: number, globalDefault: boolean): string | undefined {
  const known = systemClasses.get(name)
  if (known === undefined) return `${name} is not a known system priority class`
  if (value !== known) return `value of ${name} PriorityClass must be ${known}`
  return globalDefault ? `globalDefault of ${name} PriorityClass must be false` : undefined
}
