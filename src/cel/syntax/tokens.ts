/** The kinds of tokens, by the names that messages print. Mirrors cel-go parser/gen/CEL.g4, v0.26. */
export type TokenKind =
  | "'=='"
  | "'!='"
  | "'in'"
  | "'<'"
  | "'<='"
  | "'>='"
  | "'>'"
  | "'&&'"
  | "'||'"
  | "'['"
  | "']'"
  | "'{'"
  | "'}'"
  | "'('"
  | "')'"
  | "'.'"
  | "','"
  | "'-'"
  | "'!'"
  | "'?'"
  | "':'"
  | "'+'"
  | "'*'"
  | "'/'"
  | "'%'"
  | "'true'"
  | "'false'"
  | "'null'"
  | 'NUM_FLOAT'
  | 'NUM_INT'
  | 'NUM_UINT'
  | 'STRING'
  | 'BYTES'
  | 'IDENTIFIER'
  | 'ESC_IDENTIFIER'
  | '<EOF>'

/** A token and where it starts, in UTF-16 units. */
export interface Token {
  readonly kind: TokenKind
  readonly text: string
  readonly at: number
}

/** A stretch of text that is no token. */
export interface LexicalError {
  readonly at: number
  readonly text: string
}

const escapeSequence = String.raw`\\(?:[abfnrtv"'\\?\x60]|[xX][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-3][0-7][0-7])`
const longDouble = String.raw`"""(?:${escapeSequence}|[^\\])*?"""`
const longSingle = String.raw`'''(?:${escapeSequence}|[^\\])*?'''`
const shortDouble = String.raw`"(?:${escapeSequence}|[^\\"\n\r])*"`
const shortSingle = String.raw`'(?:${escapeSequence}|[^\\'\n\r])*'`
const rawText = String.raw`[rR](?:"""[^]*?"""|'''[^]*?'''|"[^"\n\r]*"|'[^'\n\r]*')`
const quoted = `(?:${longDouble}|${longSingle}|${shortDouble}|${shortSingle}|${rawText})`

const hidden = /(?:[\t \r\n\f]+|\/\/[^\n]*)*/y
const number = /(?:[0-9]+\.[0-9]+(?:[eE][+-]?[0-9]+)?|[0-9]+[eE][+-]?[0-9]+|\.[0-9]+(?:[eE][+-]?[0-9]+)?)|0x[0-9a-fA-F]+[uU]?|[0-9]+[uU]?/y
const text = new RegExp(quoted, 'y')
const bytes = new RegExp(`[bB]${quoted}`, 'y')
const identifier = /[A-Za-z_][A-Za-z0-9_]*/y
const escapedIdentifier = /`[A-Za-z0-9_.\-/ ]+`/y
const symbol = /==|!=|<=|>=|&&|\|\||[<>[\]{}().,\-!?:+*/%]/y
const words = new Set(['in', 'true', 'false', 'null'])

/** Reads a whole expression as tokens, the last of which is `<EOF>`; what is no token is left out and named. */
export function tokenize(source: string): { readonly tokens: readonly Token[]; readonly errors: readonly LexicalError[] } {
  const tokens: Token[] = []
  const errors: LexicalError[] = []
  let at = match(hidden, source, 0).length
  while (at < source.length) {
    const token = tokenAt(source, at)
    const end = token === undefined ? errorEnd(source, at) : at + token.text.length
    if (token === undefined) errors.push({ at, text: source.slice(at, end) })
    else tokens.push(token)
    at = end + match(hidden, source, end).length
  }
  tokens.push({ kind: '<EOF>', text: '<EOF>', at: source.length })
  return { tokens, errors }
}

function match(pattern: RegExp, source: string, at: number): string {
  pattern.lastIndex = at
  return pattern.exec(source)?.[0] ?? ''
}

function tokenAt(source: string, at: number): Token | undefined {
  const code = source.charCodeAt(at)
  if (isDigit(code) || (code === 0x2e && isDigit(source.charCodeAt(at + 1)))) return numberAt(source, at)
  if (code === 0x60) return found('ESC_IDENTIFIER', match(escapedIdentifier, source, at), at)
  const string = longest(source, at)
  if (string !== undefined) return string
  const word = match(identifier, source, at)
  if (word !== '') return { kind: words.has(word) ? (`'${word}'` as TokenKind) : 'IDENTIFIER', text: word, at }
  const sign = match(symbol, source, at)
  return sign === '' ? undefined : { kind: `'${sign}'` as TokenKind, text: sign, at }
}

function longest(source: string, at: number): Token | undefined {
  return found('STRING', match(text, source, at), at) ?? found('BYTES', match(bytes, source, at), at)
}

function found(kind: TokenKind, written: string, at: number): Token | undefined {
  return written === '' ? undefined : { kind, text: written, at }
}

function numberAt(source: string, at: number): Token {
  const written = match(number, source, at)
  const hexadecimal = written.startsWith('0x')
  const kind = /[uU]$/.test(written) ? 'NUM_UINT' : !hexadecimal && /[.eE]/.test(written) ? 'NUM_FLOAT' : 'NUM_INT'
  return { kind, text: written, at }
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39
}

/** Where the lexer gives up on what starts at a place: behind the first character that no token could go on with. */
function errorEnd(source: string, at: number): number {
  const character = source[at]!
  if (character === '&' || character === '|' || character === '=') return after(source, at + 1)
  if (character === '`') return after(source, at + 1 + (/^[A-Za-z0-9_.\-/ ]*/.exec(source.slice(at + 1))?.[0].length ?? 0))
  if (character === '"' || character === "'") return after(source, stringEnd(source, at))
  return after(source, at)
}

/** Behind the character at a place, which may take two units. */
function after(source: string, at: number): number {
  if (at >= source.length) return source.length
  return at + (source.codePointAt(at)! > 0xffff ? 2 : 1)
}

const bodies: Readonly<Record<string, RegExp>> = {
  '"': new RegExp(String.raw`"(?:${escapeSequence}|[^\\"\n\r])*`, 'y'),
  "'": new RegExp(String.raw`'(?:${escapeSequence}|[^\\'\n\r])*`, 'y'),
}
const partialEscape = /\\(?:[xX][0-9a-fA-F]?|u[0-9a-fA-F]{0,3}|U[0-9a-fA-F]{0,7}|[0-3][0-7]?)?/y

function stringEnd(source: string, at: number): number {
  const end = at + match(bodies[source[at]!]!, source, at).length
  return end + match(partialEscape, source, end).length
}
