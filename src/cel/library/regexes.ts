import { compileRegex, type Regex } from '../regex/regex.ts'
import type { CelFunction, FunctionTable, Runtime } from '../run/cel-function.ts'
import { type CelValue, celError, codePointCount, listOf } from '../values.ts'

/** A function of a text and a pattern; a search that the evaluation could not pay for is not begun. */
function search(
  badPattern: (message: string) => string,
  of: (regex: Regex, text: string, rest: CelValue | undefined) => CelValue | undefined
): CelFunction {
  return ([text, pattern, rest], runtime) => {
    if (typeof text !== 'string' || typeof pattern !== 'string') return undefined
    reserve(runtime, text, pattern)
    const regex = compileRegex(pattern)
    return 'error' in regex ? celError(badPattern(regex.error)) : of(regex, text, rest)
  }
}

function reserve(runtime: Runtime, text: string, pattern: string): void {
  runtime.reserve(Math.ceil((1 + codePointCount(text)) * 0.1) * Math.ceil(codePointCount(pattern) * 0.25))
}

/** Patterns. Mirrors apiserver pkg/cel/library/regex.go, v1.36, and cel-go common/types/string.go Match, v0.26. */
export const regexFunctions: FunctionTable = {
  matches: search(
    message => message,
    (regex, text) => regex.test(text)
  ),
  find: search(
    message => `Illegal regex: ${message}`,
    (regex, text) => regex.findAll(text, 1)[0] ?? ''
  ),
  findAll: search(
    message => `Illegal regex: ${message}`,
    (regex, text, most) => {
      if (most !== undefined && typeof most !== 'bigint') return undefined
      return listOf(regex.findAll(text, most === undefined || most < 0n ? Number.POSITIVE_INFINITY : Number(most)))
    }
  ),
}
