import type { FunctionTable } from '../run/cel-function.ts'

/** Keys of JSON patches. Mirrors apiserver pkg/cel/library/jsonpatch.go, v1.36. */
export const jsonPatchFunctions: FunctionTable = {
  'jsonpatch.escapeKey': ([key]) =>
    typeof key === 'string' ? key.replace(/[/~]/g, character => (character === '/' ? '~1' : '~0')) : undefined,
}
