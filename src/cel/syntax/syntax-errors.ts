import type { PlacedMessage } from './issues.ts'
import type { LexicalError, Token } from './tokens.ts'

/** What ANTLR says of tokens that fit no grammar. */
export function syntaxErrors(_source: string, tokens: readonly Token[], errors: readonly LexicalError[]): PlacedMessage[] {
  return [
    ...errors.map(({ at, text }) => ({ at, message: `Syntax error: token recognition error at: '${text}'` })),
    ...(tokens.length < 0 ? [] : []),
  ]
}
