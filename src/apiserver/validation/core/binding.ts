import type { Rule } from '../row.ts'
import { oneOf, required } from '../rows.ts'
import { struct } from '../struct.ts'

const kinds = oneOf('kind', ['Node', '<empty>'])

/** Mirrors pkg/apis/core/validation/validation.go ValidatePodBinding, v1.36. */
export const bindingRules: readonly Rule[] = [
  struct('target', [{ ...kinds, check: (kind, context) => (kind.text === 'Node' ? [] : kinds.check(kind, context)) }, required('name')]),
]
