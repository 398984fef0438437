import type { FieldError } from '../../../k8s/field-error.ts'
import { fileModeErrors, localPathErrors } from '../../../k8s/names/file-path.ts'
import type { Field } from '../field.ts'
import { fieldError } from '../field-errors.ts'
import type { ValidationContext } from '../row.ts'
import { objectFieldErrors, resourceFieldErrors } from './field-selector.ts'

const fieldPaths = ['metadata.annotations', 'metadata.labels', 'metadata.name', 'metadata.namespace', 'metadata.uid']

/**
 * One file of a volume that shows fields of the pod; the server prints the volume, without the item.
 * Mirrors pkg/apis/core/validation/validation.go validateDownwardAPIVolumeFile, v1.36.
 */
export function* downwardFileErrors(file: Field, volume: Field, context: ValidationContext): Generator<FieldError> {
  const member = (key: string): Field => file.child(key).printedBelow(volume, `.${key}`)
  const path = member('path')
  if (path.text === '') yield fieldError('FieldValueRequired', path, '')
  for (const detail of localPathErrors(path.text)) yield fieldError('FieldValueInvalid', path, detail, path.text)
  const fieldRef = member('fieldRef')
  const resourceFieldRef = member('resourceFieldRef')
  const self = file.printedBelow(volume, '')
  if (!fieldRef.absent) {
    yield* objectFieldErrors(fieldRef, fieldPaths, context)
    if (!resourceFieldRef.absent)
      yield fieldError('FieldValueInvalid', self, 'fieldRef and resourceFieldRef can not be specified simultaneously', 'resource')
  } else if (!resourceFieldRef.absent) yield* resourceFieldErrors(resourceFieldRef, true)
  else yield fieldError('FieldValueRequired', self, 'one of fieldRef and resourceFieldRef is required')
  const mode = member('mode')
  if (!mode.absent) for (const detail of fileModeErrors(Number(mode.value))) yield fieldError('FieldValueInvalid', mode, detail)
}
