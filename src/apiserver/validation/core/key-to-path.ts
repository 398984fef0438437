import { fileModeErrors, localPathErrors } from '../../../k8s/names/file-path.ts'
import type { Rule } from '../row.ts'
import { formatted, required } from '../rows.ts'
import { checkValue } from '../value-check.ts'

/** One key that becomes a file. Mirrors pkg/apis/core/validation/validation.go validateKeyToPath, v1.36. */
export const keyToPathRules: readonly Rule[] = [
  required('key'),
  required('path'),
  formatted('path', localPathErrors),
  { at: 'mode', reason: 'FieldValueInvalid', check: checkValue(value => fileModeErrors(Number(value))) },
]
