type Token = { readonly kind: 'star' | 'any' } | { readonly kind: 'character'; readonly code: number } | CharacterClass
interface CharacterClass {
  readonly kind: 'class'
  readonly negated: boolean
  readonly ranges: readonly (readonly [number, number])[]
}

/** One part of an ignore pattern, between slashes. */
export type NameMatcher = (name: string) => boolean

/** What `*`, `?`, `[a-z]` and `\` mean to git within one name; takes time of at most the product of both lengths. */
export function nameMatcher(pattern: string): NameMatcher {
  if (!/[*?[\\]/.test(pattern)) return name => name === pattern
  const tokens = tokenise(pattern)
  return name => matches(tokens, name)
}

function matches(tokens: readonly Token[], name: string): boolean {
  let t = 0
  let n = 0
  let star = -1
  let resume = 0
  while (n < name.length) {
    const token = tokens[t]
    if (token?.kind === 'star') {
      star = t++
      resume = n
    } else if (token !== undefined && matchesOne(token, name.charCodeAt(n))) {
      t++
      n++
    } else if (star !== -1) {
      t = star + 1
      n = ++resume
    } else return false
  }
  while (tokens[t]?.kind === 'star') t++
  return t === tokens.length
}

function matchesOne(token: Token, code: number): boolean {
  if (token.kind === 'any') return true
  if (token.kind === 'character') return token.code === code
  return token.kind === 'class' && token.ranges.some(([low, high]) => low <= code && code <= high) !== token.negated
}

function tokenise(pattern: string): readonly Token[] {
  const tokens: Token[] = []
  for (let i = 0; i < pattern.length; i++) {
    const character = pattern[i]!
    const parsed = character === '[' ? parseClass(pattern, i) : undefined
    if (parsed !== undefined) {
      tokens.push(parsed.token)
      i = parsed.end
    } else if (character === '*') {
      if (tokens.at(-1)?.kind !== 'star') tokens.push({ kind: 'star' })
    } else if (character === '?') tokens.push({ kind: 'any' })
    else {
      if (character === '\\' && i + 1 < pattern.length) i++
      tokens.push({ kind: 'character', code: pattern.charCodeAt(i) })
    }
  }
  return tokens
}

/** `[a-z]`, `[!a]`, `[]a]`; undefined where the bracket is never closed. */
function parseClass(pattern: string, open: number): { readonly token: CharacterClass; readonly end: number } | undefined {
  const negated = pattern[open + 1] === '!' || pattern[open + 1] === '^'
  const first = open + (negated ? 2 : 1)
  const ranges: [number, number][] = []
  for (let i = first; i < pattern.length; i++) {
    if (pattern[i] === ']' && i > first) return { token: { kind: 'class', negated, ranges }, end: i }
    if (pattern[i] === '\\' && i + 1 < pattern.length) i++
    const low = pattern.charCodeAt(i)
    const isRange = pattern[i + 1] === '-' && i + 2 < pattern.length && pattern[i + 2] !== ']'
    if (isRange) i += 2
    ranges.push([low, pattern.charCodeAt(i)])
  }
  return undefined
}
