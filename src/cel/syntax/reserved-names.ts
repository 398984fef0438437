/** Words that are no names, though they read like some. Mirrors cel-go parser/parser.go reservedIds, v0.26. */
export const reservedNames: ReadonlySet<string> = new Set(
  'as break const continue else false for function if import in let loop package namespace null return true var void while'.split(' ')
)
