import type { FieldError } from '../../../k8s/field-error.ts'
import { qualifiedNameErrors } from '../../../k8s/names/qualified-name.ts'
import { duplicate, invalidAll, required as missing } from '../error-of.ts'
import type { Field } from '../field.ts'
import type { Row, Rule, ValidationContext } from '../row.ts'
import { formatted, oneOf, required } from '../rows.ts'
import { parametersErrors } from './parameters.ts'

/** The name of a provisioner or driver, in any case. Mirrors pkg/apis/storage/validation/validation.go validateProvisioner, v1.36. */
export function provisioner(at: string): readonly Row[] {
  const format = formatted(at, (text, version) => qualifiedNameErrors(text.toLowerCase(), version))
  return [required(at), { ...format, shows: field => field.text.toLowerCase() }]
}

/** Mirrors ValidateStorageClass, v1.36. */
export const storageClassRules: readonly Rule[] = [
  ...provisioner('provisioner'),
  { at: 'parameters', rules: [{ errors: parametersErrors }] },
  oneOf('reclaimPolicy', ['Delete', 'Retain']),
  oneOf('volumeBindingMode', ['Immediate', 'WaitForFirstConsumer'], 'set'),
  { at: 'allowedTopologies', rules: [{ errors: topologiesErrors }] },
]

/** Mirrors validateAllowedTopologies. */
function* topologiesErrors(topologies: Field, context: ValidationContext): Generator<FieldError> {
  const seen: string[] = []
  const nothing = topologies.items.length
  for (const term of topologies.items) {
    const requirements = new Map<string, string>()
    const expressions = term.child('matchLabelExpressions')
    for (const expression of expressions.items) {
      yield* requirementErrors(expression, context)
      const key = expression.child('key')
      if (requirements.has(key.text)) yield duplicate(key, key.text)
      requirements.set(key.text, JSON.stringify([...new Set(expression.child('values').items.map(({ text }) => text))].sort()))
    }
    const shown = JSON.stringify([...requirements].sort())
    const same = seen.filter(other => other === shown).length + (requirements.size === 0 ? nothing : 0)
    for (let count = 0; count < same; count++) yield duplicate(expressions, '')
    seen.push(shown)
  }
}

/** Mirrors pkg/apis/core/validation validateTopologySelectorLabelRequirement, v1.36. */
function* requirementErrors(expression: Field, { version }: ValidationContext): Generator<FieldError> {
  const values = expression.child('values')
  if (values.empty) yield missing(values)
  const seen = new Set<string>()
  for (const value of values.items) {
    if (seen.has(value.text)) yield duplicate(value, value.text)
    seen.add(value.text)
  }
  const key = expression.child('key')
  yield* invalidAll(key, qualifiedNameErrors(key.text, version), key.text)
}
