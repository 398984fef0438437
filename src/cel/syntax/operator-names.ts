import type { TokenKind } from './tokens.ts'

/** The functions of operators that compare. */
export const relations = new Map<TokenKind, string>([
  ["'<'", '_<_'],
  ["'<='", '_<=_'],
  ["'>='", '_>=_'],
  ["'>'", '_>_'],
  ["'=='", '_==_'],
  ["'!='", '_!=_'],
  ["'in'", '@in'],
])
/** The functions of operators that add. */
export const sums = new Map<TokenKind, string>([
  ["'+'", '_+_'],
  ["'-'", '_-_'],
])
/** The functions of operators that multiply. */
export const products = new Map<TokenKind, string>([
  ["'*'", '_*_'],
  ["'/'", '_/_'],
  ["'%'", '_%_'],
])
