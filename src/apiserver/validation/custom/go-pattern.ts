import { compileRegex, type Regex, RegexTooExpensive } from '../../../cel/regex/regex.ts'

/** A pattern of a schema, ready to search with; what Go says of one that is none. */
export function patternOf(pattern: string): Pick<Regex, 'test'> | string {
  const compiled = compileRegex(pattern)
  return 'error' in compiled ? compiled.error : { test: text => holds(compiled, text) }
}

/** What takes too long to find out counts as a match. */
function holds(regex: Regex, text: string): boolean {
  try {
    return regex.test(text)
  } catch (error) {
    if (error instanceof RegexTooExpensive) return true
    throw error
  }
}
