import type { FieldError } from '../../../k8s/field-error.ts'
import type { Field } from '../field.ts'
import { fieldError } from '../field-errors.ts'
import { labelSelector } from '../meta/label-selector.ts'
import type { Row, Rule, ValidationContext } from '../row.ts'
import { numeric, oneOf, required } from '../rows.ts'
import { errorsOf } from '../validate.ts'
import { spreadMatchLabelKeysErrors } from './match-label-keys.ts'

const positive = (at: string): Row => numeric(at, value => value > 0, 'must be greater than zero')
const policies = ['Honor', 'Ignore']

/** Mirrors pkg/apis/core/validation/validation.go validateTopologySpreadConstraints, v1.36. */
const constraintRules: readonly Rule[] = [
  { ...positive('maxSkew'), zero: 0 },
  required('topologyKey', 'can not be empty'),
  oneOf('whenUnsatisfiable', ['DoNotSchedule', 'ScheduleAnyway'], 'always'),
]

const laterConstraintRules: readonly Rule[] = [
  positive('minDomains'),
  {
    at: 'minDomains',
    when: constraint => constraint.child('whenUnsatisfiable').text !== 'DoNotSchedule',
    reason: 'FieldValueInvalid',
    check: domains => {
      const action = domains.parent!.child('whenUnsatisfiable').text
      return [`can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ${action}`]
    },
  },
  oneOf('nodeAffinityPolicy', policies, 'set'),
  oneOf('nodeTaintsPolicy', policies, 'set'),
  { of: 'matchLabelKeys', errors: spreadMatchLabelKeysErrors },
  labelSelector('labelSelector'),
]

/** Constraints, no two of one kind. */
export function* topologySpreadErrors(constraints: Field, context: ValidationContext): Generator<FieldError> {
  const items = constraints.items
  const kinds = items.map(item => `{${item.child('topologyKey').text}, ${item.child('whenUnsatisfiable').text}}`)
  for (const [index, item] of items.entries()) {
    yield* errorsOf(item, constraintRules, context)
    const kind = kinds[index]!
    if (kinds.includes(kind, index + 1))
      yield fieldError('FieldValueDuplicate', item.printedAs(`${item.name}.{topologyKey, whenUnsatisfiable}`), '', kind)
    yield* errorsOf(item, laterConstraintRules, context)
  }
}
