import { isStruct } from '../../defaults/fill.ts'
import type { Rule } from '../row.ts'
import { nonNegative } from '../rows.ts'

/** What a ControllerRevision must keep to. Mirrors pkg/apis/apps/validation/validation.go ValidateControllerRevision, v1.36. */
export const controllerRevisionRules: readonly Rule[] = [
  { at: 'data', reason: 'FieldValueRequired', check: data => (data.absent ? ['data is mandatory'] : []) },
  {
    at: 'data',
    since: 31,
    reason: 'FieldValueRequired',
    check: data => (data.absent || isStruct(data.value) ? [] : ['data must be a valid JSON object']),
  },
  nonNegative('revision'),
]
