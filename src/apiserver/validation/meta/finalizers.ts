import type { FieldError } from '../../../k8s/field-error.ts'
import { qualifiedNameErrors } from '../../../k8s/names/qualified-name.ts'
import type { Field } from '../field.ts'
import { fieldError } from '../field-errors.ts'
import type { ValidationContext } from '../row.ts'

const orphan = 'orphan'
const foreground = 'foregroundDeletion'
const standard = new Set(['kubernetes', orphan, foreground])

/** The finalizers of any object; the server prints no index. Mirrors apimachinery pkg/api/validation/objectmeta.go ValidateFinalizers, v1.36. */
export function* finalizersErrors(finalizers: Field, { version }: ValidationContext): Generator<FieldError> {
  const items = finalizers.items
  for (const item of items)
    for (const detail of qualifiedNameErrors(item.text, version))
      yield fieldError('FieldValueInvalid', item.printedAs(finalizers.name), detail, item.text)
  if (items.some(({ text }) => text === orphan) && items.some(({ text }) => text === foreground))
    yield fieldError('FieldValueInvalid', finalizers, `finalizer ${orphan} and ${foreground} cannot be both set`)
}

/** Finalizers of kinds that know Kubernetes' own names only. Mirrors pkg/apis/core/validation/validation.go validateKubeFinalizerName, v1.36. */
export function* kubeFinalizersErrors(finalizers: Field): Generator<FieldError> {
  for (const item of finalizers.items)
    if (!item.text.includes('/') && !standard.has(item.text))
      yield fieldError('FieldValueInvalid', item, 'name is neither a standard finalizer name nor is it fully qualified', item.text)
}
