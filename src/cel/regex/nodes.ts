/** Whether a code point belongs to a class. */
export type CharacterTest = (code: number) => boolean

/** A place between characters that must be of a kind. */
export type Assertion = 'text-start' | 'text-end' | 'line-start' | 'line-end' | 'word-boundary' | 'no-word-boundary'

/** A parsed pattern; captures are dropped, since only whole matches are asked for. */
export type RegexNode =
  | { readonly kind: 'empty' }
  | { readonly kind: 'character'; readonly test: CharacterTest }
  | { readonly kind: 'assertion'; readonly assertion: Assertion }
  | { readonly kind: 'sequence'; readonly nodes: readonly RegexNode[] }
  | { readonly kind: 'choice'; readonly nodes: readonly RegexNode[] }
  | { readonly kind: 'repeat'; readonly node: RegexNode; readonly min: number; readonly max: number; readonly greedy: boolean }

/** What is wrong with a pattern, in the words of Go's regexp/syntax. */
export class RegexError extends Error {
  constructor(code: string, part?: string) {
    super(`error parsing regexp: ${code}${part === undefined ? '' : `: \`${part}\``}`)
  }
}
