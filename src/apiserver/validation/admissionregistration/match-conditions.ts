import type { FieldError } from '../../../k8s/field-error.ts'
import { qualifiedNameErrors } from '../../../k8s/names/qualified-name.ts'
import { duplicate, invalidAll, required, tooMany } from '../error-of.ts'
import type { Field } from '../field.ts'
import type { Rule, ValidationContext } from '../row.ts'
import { matchConditionErrors } from './expression-errors.ts'

const mostConditions = 64

/** Mirrors pkg/apis/admissionregistration/validation/validation.go validateMatchConditions, v1.36. */
export const matchConditionsRule: Rule = { at: 'matchConditions', rules: [{ errors: conditionsErrors }] }

function* conditionsErrors(conditions: Field, context: ValidationContext): Generator<FieldError> {
  const { items } = conditions
  if (items.length > mostConditions) yield tooMany(conditions, items.length, mostConditions)
  const params = conditions.parent?.child('paramKind').absent === false
  const names = new Set<string>()
  for (const condition of items) {
    const name = condition.child('name')
    const expression = condition.child('expression')
    if (expression.text.trim() === '') yield required(expression)
    else yield* matchConditionErrors(expression, context, params)
    if (name.text === '') {
      yield required(name)
      continue
    }
    yield* invalidAll(name, qualifiedNameErrors(name.text, context.version), name.text)
    if (names.has(name.text)) yield duplicate(name, name.text)
    names.add(name.text)
  }
}
