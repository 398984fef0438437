import type { ServerWarning } from '../answer.ts'
import type { Field } from '../validation/field.ts'

/** A warning that begins with the path of a field. */
export function fieldWarning(field: Field, words: string): ServerWarning {
  return { message: `${field.name}: ${words}`, path: field.path }
}
