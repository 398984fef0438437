import type { FieldError } from '../../../k8s/field-error.ts'
import { qualifiedNameErrors } from '../../../k8s/names/qualified-name.ts'
import { duplicate, invalidAll, required, tooMany } from '../error-of.ts'
import type { Field } from '../field.ts'
import type { Rule } from '../row.ts'

const mostConditions = 64

/** Mirrors pkg/apis/admissionregistration/validation/validation.go validateMatchConditions, v1.36; the expressions are not compiled. */
export const matchConditionsRule: Rule = { at: 'matchConditions', rules: [{ errors: conditionsErrors }] }

function* conditionsErrors(conditions: Field): Generator<FieldError> {
  const { items } = conditions
  if (items.length > mostConditions) yield tooMany(conditions, items.length, mostConditions)
  const names = new Set<string>()
  for (const condition of items) {
    const name = condition.child('name')
    if (condition.child('expression').text.trim() === '') yield required(condition.child('expression'))
    if (name.text === '') {
      yield required(name)
      continue
    }
    yield* invalidAll(name, qualifiedNameErrors(name.text), name.text)
    if (names.has(name.text)) yield duplicate(name, name.text)
    names.add(name.text)
  }
}
