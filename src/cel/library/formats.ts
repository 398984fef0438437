import type { FunctionTable } from '../run/cel-function.ts'
import { isKind, listOf } from '../values.ts'
import { namedFormats } from './named-format.ts'

/** Formats by name. Mirrors apiserver pkg/cel/library/format.go, v1.36. */
export const formatFunctions: FunctionTable = {
  ...Object.fromEntries([...namedFormats].map(([name, format]) => [`format.${name}`, () => ({ kind: 'format', format }) as const])),
  'format.named': ([name]) => {
    if (typeof name !== 'string') return undefined
    const format = namedFormats.get(name)
    return { kind: 'optional', value: format === undefined ? undefined : { kind: 'format', format } }
  },
  validate: ([format, text]) => {
    if (!isKind(format, 'format') || typeof text !== 'string') return undefined
    const errors = format.format.errors(text)
    return { kind: 'optional', value: errors.length === 0 ? undefined : listOf(errors) }
  },
}
