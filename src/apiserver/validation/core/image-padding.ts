import type { FieldError } from '../../../k8s/field-error.ts'
import type { Field } from '../field.ts'
import { fieldError } from '../field-errors.ts'

/** White space around an image, which only a template may have. Mirrors pkg/apis/core/validation/validation.go validateContainerOnlyForPod, v1.36. */
export function imagePaddingErrors(container: Field): readonly FieldError[] {
  const image = container.child('image')
  if (image.text.trim().length === image.text.length) return []
  return [fieldError('FieldValueInvalid', image, 'must not have leading or trailing whitespace')]
}
