import type { PlacedMessage } from './issues.ts'
import type { MacroSet } from './macros.ts'
import { type Parsed, parseTokens, TooDeep, UnexpectedToken } from './parser.ts'
import { syntaxErrors } from './syntax-errors.ts'
import { tokenize } from './tokens.ts'

const longest = 100_000

/** Parses an expression, or says why it does not read. */
export function parse(source: string, macros: MacroSet): Parsed | { readonly failed: readonly PlacedMessage[] } {
  const size = [...source].length
  if (size > longest) return { failed: [{ at: -1, message: `expression code point size exceeds limit: size: ${size}, limit ${longest}` }] }
  const { tokens, errors } = tokenize(source)
  try {
    if (errors.length === 0) return parseTokens(tokens, macros)
  } catch (error) {
    if (error instanceof TooDeep) return { failed: [{ at: -1, message: 'expression recursion limit exceeded: 250' }] }
    if (!(error instanceof UnexpectedToken)) throw error
  }
  return { failed: syntaxErrors(source, tokens, errors) }
}
