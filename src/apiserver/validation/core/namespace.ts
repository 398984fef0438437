import type { FieldError } from '../../../k8s/field-error.ts'
import { qualifiedNameErrors } from '../../../k8s/names/qualified-name.ts'
import { invalid, invalidAll } from '../error-of.ts'
import type { Field } from '../field.ts'
import type { Rule, ValidationContext } from '../row.ts'

const standard = new Set(['kubernetes', 'orphan', 'foregroundDeletion'])

/** Mirrors pkg/apis/core/validation/validation.go ValidateNamespace, v1.36. */
export const namespaceRules: readonly Rule[] = [{ errors: finalizerErrors }]

function* finalizerErrors(namespace: Field, { version }: ValidationContext): Generator<FieldError> {
  const finalizers = namespace.at('spec.finalizers')
  for (const finalizer of finalizers.items) {
    const field = finalizer.printedAs(finalizers.name)
    yield* invalidAll(field, qualifiedNameErrors(field.text, version), field.text)
    if (!field.text.includes('/') && !standard.has(field.text))
      yield invalid(field, 'name is neither a standard finalizer name nor is it fully qualified', field.text)
  }
}
