import type { Rule } from '../row.ts'
import { required } from '../rows.ts'
import { parametersErrors } from './parameters.ts'
import { provisioner } from './storage-class.ts'

/** Mirrors pkg/apis/storage/validation/validation.go ValidateVolumeAttributesClass, v1.36. */
export const volumeAttributesClassRules: readonly Rule[] = [
  ...provisioner('driverName'),
  { at: 'parameters', rules: [{ errors: parametersErrors }] },
  required('parameters', 'must contain at least one key/value pair'),
]
