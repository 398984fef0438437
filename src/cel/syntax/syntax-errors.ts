import type { PlacedMessage } from './issues.ts'
import { RecoveringParser } from './recovery/recovering-parser.ts'
import type { LexicalError, Token } from './tokens.ts'

/** What ANTLR says of a text that does not read: of characters that are no token, and of tokens that fit no rule. */
export function syntaxErrors(source: string, tokens: readonly Token[], errors: readonly LexicalError[]): PlacedMessage[] {
  const parser = new RecoveringParser(source, tokens)
  parser.parse()
  const lexical = errors.map(({ at, text }) => ({ at, message: `Syntax error: token recognition error at: '${text}'` }))
  return [...lexical, ...parser.messages].sort((a, b) => a.at - b.at)
}
