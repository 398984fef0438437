/** A word, a sign or a literal of a text in JavaScript. */
export interface Token {
  readonly kind: 'word' | 'sign' | 'literal' | 'template'
  readonly text: string
  readonly start: number
}

const pattern =
  /\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*'|#?[\p{ID_Start}$_][\p{ID_Continue}$]*|\d[\w.]*|\.{3}|\?\.(?!\d)|=>|[\s\S]/uy
const regularExpression = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y
const templatePart = /[`}](?:[^`\\$]|\\[\s\S]|\$(?!\{))*(?:`|\$\{)/y
/** Words that no value ends with. */
const keywords = new Set('return typeof case in of new delete void throw else do instanceof yield await'.split(' '))

/** The tokens of a text as esbuild prints it, without blanks and comments; a template is one token for each part between its expressions. */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = []
  /** Where braces close an expression of a template. */
  const braces: ('template' | 'plain')[] = []
  let at = 0
  const take = (kind: Token['kind'], rule: RegExp): string => {
    rule.lastIndex = at
    const [own] = rule.exec(text) ?? []
    if (own === undefined) throw new Error(`not JavaScript as esbuild prints it: ${text.slice(at, at + 40)}`)
    tokens.push({ kind, text: own, start: at })
    at += own.length
    return own
  }
  const takeTemplatePart = (): void => {
    if (take('template', templatePart).endsWith('${')) braces.push('template')
  }
  while (at < text.length) {
    if (text[at] === '/' && !'/*'.includes(text[at + 1]!) && !endsValue(tokens.at(-1))) {
      take('literal', regularExpression)
      continue
    }
    pattern.lastIndex = at
    const [own] = pattern.exec(text)!
    if (own === '`' || (own === '}' && braces.pop() === 'template')) takeTemplatePart()
    else {
      if (own === '{') braces.push('plain')
      if (!/^(?:\s|\/[/*])/.test(own)) tokens.push({ kind: kindOf(own), text: own, start: at })
      at += own.length
    }
  }
  return tokens
}

function kindOf(text: string): Token['kind'] {
  if (/^#?[\p{ID_Start}$_]/u.test(text)) return 'word'
  return /^["'\d]/.test(text) ? 'literal' : 'sign'
}

/** Whether a value ends there, so that a slash behind it divides. */
function endsValue(token: Token | undefined): boolean {
  if (token === undefined) return false
  if (token.kind === 'word') return !keywords.has(token.text)
  if (token.kind === 'template') return !token.text.endsWith('${')
  return token.kind === 'literal' || token.text === ')' || token.text === ']' || token.text === '}'
}
